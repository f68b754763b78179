/** What a model says, before it is written in the format of a provider. */
export interface WireResponse {
  readonly text?: readonly string[];
  readonly tool?: { readonly name: string; readonly input: object };
  readonly inputTokens?: number;
  readonly outputTokens?: number;
}

/** How a provider's API looks on the wire. */
interface WireFormat {
  /** The path of a streamed request, and of one that is not. */
  readonly paths: { readonly stream: RegExp; readonly whole: RegExp };
  /** The events of a streamed response, each a line of data with the name of its event where the format has one. */
  events(response: WireResponse): readonly { readonly event?: string; readonly data: unknown }[];
  whole(response: WireResponse): unknown;
}

const TOOL_CALL_ID = "call_1";

const openAiResponse = ({ text = [], tool, inputTokens = 11, outputTokens = 7 }: WireResponse) => ({
  id: "resp_1",
  object: "response",
  created_at: 1_767_225_600,
  status: "completed",
  model: "fake",
  output: [
    tool === undefined
      ? {
          type: "message",
          id: "msg_1",
          role: "assistant",
          status: "completed",
          content: [{ type: "output_text", text: text.join(""), annotations: [] }],
        }
      : {
          type: "function_call",
          id: "fc_1",
          call_id: TOOL_CALL_ID,
          name: tool.name,
          arguments: JSON.stringify(tool.input),
          status: "completed",
        },
  ],
  usage: {
    input_tokens: inputTokens,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: outputTokens,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: inputTokens + outputTokens,
  },
});

const openAi: WireFormat = {
  paths: { stream: /\/responses$/, whole: /\/responses$/ },
  whole: openAiResponse,
  events(said) {
    const response = openAiResponse(said);
    const [item] = response.output;
    const deltas = said.tool
      ? [
          {
            type: "response.function_call_arguments.delta",
            item_id: "fc_1",
            output_index: 0,
            delta: JSON.stringify(said.tool.input),
          },
        ]
      : (said.text ?? []).map((delta) => ({
          type: "response.output_text.delta",
          item_id: "msg_1",
          output_index: 0,
          content_index: 0,
          delta,
        }));
    const opened = { ...item, ...(said.tool && { arguments: "" }), status: "in_progress" };
    return [
      { type: "response.created", response: { ...response, status: "in_progress", output: [] } },
      { type: "response.output_item.added", output_index: 0, item: opened },
      ...deltas,
      { type: "response.output_item.done", output_index: 0, item },
      { type: "response.completed", response },
    ].map((data) => ({ event: data.type, data }));
  },
};

const anthropicContent = ({ text = [], tool }: WireResponse) =>
  tool === undefined
    ? { type: "text", text: text.join("") }
    : { type: "tool_use", id: TOOL_CALL_ID, name: tool.name, input: tool.input };

const anthropic: WireFormat = {
  paths: { stream: /\/messages$/, whole: /\/messages$/ },
  whole: (response) => ({
    id: "msg_1",
    type: "message",
    role: "assistant",
    model: "fake",
    content: [anthropicContent(response)],
    stop_reason: response.tool ? "tool_use" : "end_turn",
    stop_sequence: null,
    usage: { input_tokens: response.inputTokens ?? 11, output_tokens: response.outputTokens ?? 7 },
  }),
  events(response) {
    const { text = [], tool, inputTokens = 11, outputTokens = 7 } = response;
    const block = tool ? { ...anthropicContent(response), input: {} } : { type: "text", text: "" };
    const deltas = tool
      ? [{ type: "input_json_delta", partial_json: JSON.stringify(tool.input) }]
      : text.map((delta) => ({ type: "text_delta", text: delta }));
    const message = {
      id: "msg_1",
      type: "message",
      role: "assistant",
      model: "fake",
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage: { input_tokens: inputTokens, output_tokens: 1 },
    };
    return [
      { type: "message_start", message },
      { type: "content_block_start", index: 0, content_block: block },
      ...deltas.map((delta) => ({ type: "content_block_delta", index: 0, delta })),
      { type: "content_block_stop", index: 0 },
      {
        type: "message_delta",
        delta: { stop_reason: tool ? "tool_use" : "end_turn", stop_sequence: null },
        usage: { output_tokens: outputTokens },
      },
      { type: "message_stop" },
    ].map((data) => ({ event: data.type, data }));
  },
};

function googleResponse(parts: readonly object[], response: WireResponse, finishReason?: string) {
  const { inputTokens = 11, outputTokens = 7 } = response;
  return {
    candidates: [{ content: { role: "model", parts }, index: 0, ...(finishReason && { finishReason }) }],
    usageMetadata: {
      promptTokenCount: inputTokens,
      candidatesTokenCount: outputTokens,
      totalTokenCount: inputTokens + outputTokens,
    },
  };
}

const googleParts = ({ text = [], tool }: WireResponse) =>
  tool ? [{ functionCall: { name: tool.name, args: tool.input } }] : text.map((part) => ({ text: part }));

const google: WireFormat = {
  paths: { stream: /:streamGenerateContent/, whole: /:generateContent/ },
  whole: (response) => googleResponse(googleParts(response), response, "STOP"),
  events: (response) =>
    googleParts(response).map((part, index, all) => ({
      data: googleResponse([part], response, index === all.length - 1 ? "STOP" : undefined),
    })),
};

const completionUsage = ({ inputTokens = 11, outputTokens = 7 }: WireResponse) => ({
  prompt_tokens: inputTokens,
  completion_tokens: outputTokens,
  total_tokens: inputTokens + outputTokens,
});

const toolCalls = ({ tool }: WireResponse) =>
  tool && [
    {
      index: 0,
      id: TOOL_CALL_ID,
      type: "function",
      function: { name: tool.name, arguments: JSON.stringify(tool.input) },
    },
  ];

const completions: WireFormat = {
  paths: { stream: /\/chat\/completions$/, whole: /\/chat\/completions$/ },
  whole: (response) => ({
    id: "chat_1",
    object: "chat.completion",
    created: 1_767_225_600,
    model: "fake",
    choices: [
      {
        index: 0,
        message: {
          role: "assistant",
          content: response.text?.join("") ?? null,
          tool_calls: toolCalls(response),
        },
        finish_reason: response.tool ? "tool_calls" : "stop",
      },
    ],
    usage: completionUsage(response),
  }),
  events(response) {
    const chunk = (delta: object, finishReason: string | null = null) => ({
      id: "chat_1",
      object: "chat.completion.chunk",
      created: 1_767_225_600,
      model: "fake",
      choices: [{ index: 0, delta, finish_reason: finishReason }],
    });
    const deltas = response.tool
      ? [{ tool_calls: toolCalls(response) }]
      : (response.text ?? []).map((content) => ({ content }));
    return [
      chunk({ role: "assistant" }),
      ...deltas.map((delta) => chunk(delta)),
      { ...chunk({}, response.tool ? "tool_calls" : "stop"), usage: completionUsage(response) },
    ].map((data) => ({ data }));
  },
};

/** The formats by the provider that speaks them. */
export const WIRE_FORMATS = { openai: openAi, anthropic, google, "openai-compatible": completions };

export type WireProvider = keyof typeof WIRE_FORMATS;
