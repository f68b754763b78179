import { AppError } from "@aegis-stack/runtime/errors";
import { asc, eq } from "drizzle-orm";
import type { Db } from "#app/core/database.ts";
import type { AuthService } from "../auth-service.ts";
import { accounts } from "../tables.ts";
import { consentPage } from "./consent.ts";
import {
  type ConfiguredProviders,
  isProvider,
  PROVIDER_NAMES,
  PROVIDERS,
  type Provider,
} from "./providers.ts";

export interface ProviderReport {
  id: Provider;
  /** As people know it. */
  name: string;
}

export interface LinkedProvider extends ProviderReport {
  isLinked: boolean;
}

export interface Consent {
  provider: ProviderReport;
  /** Where the browser is to go. */
  url: string;
  /** Values of Set-Cookie: by them it is known again when it comes back. */
  cookies: readonly string[];
}

/** Who asks, and where they are to come back to. */
export interface ConsentRequest {
  provider: string;
  /** A path of this application. */
  next: string;
  /** Where to tell that it failed; a path as well. */
  failed: string;
  request: Request;
  /** The address that it came from. */
  client: string;
}

export interface OAuthServiceOptions {
  db: Db;
  auth: AuthService;
  providers: ConfiguredProviders;
  publicUrl: string | undefined;
}

/** Signs people in through other providers. */
export class OAuthService {
  readonly #options: OAuthServiceOptions;

  constructor(options: OAuthServiceOptions) {
    this.#options = options;
  }

  /** Those that are set up. */
  get providers(): ProviderReport[] {
    return PROVIDERS.filter((id) => this.#options.providers[id]).map(reportOf);
  }

  /** Begins a sign-in, or a sign-up of who is not known yet. @throws AppError `auth.*` */
  signIn(asked: ConsentRequest): Promise<Consent> {
    return this.#begin("/sign-in/social", asked);
  }

  /** Begins to link a provider to the account that is signed in. @throws AppError `auth.*` */
  link(asked: ConsentRequest): Promise<Consent> {
    return this.#begin("/link-social", asked);
  }

  /** Those that are set up, and those that are linked to an account. */
  async linked(userId: string): Promise<LinkedProvider[]> {
    const own = new Set((await this.#accountsOf(userId)).map(({ providerId }) => providerId));
    return PROVIDERS.filter((id) => own.has(id) || this.#options.providers[id]).map((id) => ({
      ...reportOf(id),
      isLinked: own.has(id),
    }));
  }

  /**
   * Unlinks a provider from the account that is signed in.
   *
   * @throws AppError `auth.unknown-provider` when it is not linked, `auth.last-way-in`
   */
  async unlink(
    userId: string,
    { provider, request, client }: Pick<ConsentRequest, "provider" | "request" | "client">,
  ): Promise<void> {
    const linked = (await this.#accountsOf(userId)).find(({ providerId }) => providerId === provider);
    if (!linked || !isProvider(provider)) throw unknownProvider();
    await this.#options.auth.submit({
      path: "/unlink-account",
      body: { accountId: linked.id },
      request,
      client,
    });
  }

  async #begin(path: string, { provider, next, failed, request, client }: ConsentRequest): Promise<Consent> {
    if (!isProvider(provider) || !this.#options.providers[provider]) throw unknownProvider();
    // Whole addresses: the library knows fewer paths than there are.
    const whole = (to: string) => new URL(to, this.#options.publicUrl ?? request.url).href;
    const { body, cookies } = await this.#options.auth.submit({
      path,
      body: { provider, callbackURL: whole(next), errorCallbackURL: whole(failed), disableRedirect: true },
      request,
      client,
    });
    return { provider: reportOf(provider), url: consentPage(provider, body), cookies };
  }

  #accountsOf(userId: string) {
    return this.#options.db
      .select({ id: accounts.id, providerId: accounts.providerId })
      .from(accounts)
      .where(eq(accounts.userId, userId))
      .orderBy(asc(accounts.id));
  }
}

const reportOf = (id: Provider): ProviderReport => ({ id, name: PROVIDER_NAMES[id] });

const unknownProvider = () =>
  new AppError({
    code: "auth.unknown-provider",
    category: "not-found",
    message: "This provider is not set up here, or is not linked.",
    hint: "Choose one that is offered.",
  });
