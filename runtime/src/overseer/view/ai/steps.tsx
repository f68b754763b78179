import { OwnCommand } from "../own-command.tsx";
import { Step, Steps } from "../steps.tsx";

export function AiSteps() {
  return (
    <Steps>
      <Step term={<OwnCommand>ai models</OwnCommand>}>The models of the configured providers.</Step>
      <Step term={<OwnCommand>ai usage</OwnCommand>}>Requests, tokens and cost in a terminal.</Step>
      <Step term={<code>AI_TOKENS</code>}>
        Tokens that the application may use a day; <code>AI_USER_TOKENS</code> is for one user, and{" "}
        <code>AI_CENTS</code> limits cost.
      </Step>
      <Step term={<code>AI_RETENTION_DAYS</code>}>Days that conversations and usage are kept.</Step>
      <Step term={<OwnCommand>docs ai</OwnCommand>}>
        How providers, tools and prices are defined, and what the error codes mean.
      </Step>
    </Steps>
  );
}
