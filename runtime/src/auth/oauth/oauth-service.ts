import { asc, eq } from "drizzle-orm";
import { AppError } from "../../errors/index.ts";
import type { AuthService, FormSender } from "../auth-service.ts";
import type { AuthStore } from "../tables.ts";
import { readConsentPage } from "./consent.ts";
import {
  type ConfiguredProviders,
  isProvider,
  PROVIDER_IDS,
  PROVIDER_NAMES,
  type Provider,
} from "./providers.ts";

/** A provider that users can sign in through. */
export interface ProviderReport {
  id: Provider;
  /** As users know it. */
  name: string;
}

/** The same for one account. */
export interface LinkedProvider extends ProviderReport {
  isLinked: boolean;
}

/** What the browser needs to reach the page of the provider. */
export interface Consent {
  provider: ProviderReport;
  /** Where the browser goes. */
  url: string;
  /** Values of Set-Cookie, which identify the browser when it returns. */
  cookies: readonly string[];
}

/** The sender of a request for a provider, and where the browser returns to. */
export interface ConsentRequest extends FormSender {
  readonly provider: string;
  /** A path of the application. */
  readonly next: string;
  /** The path of the page that reports a failure. */
  readonly failed: string;
}

/** What the service is created from. */
export interface OAuthServiceOptions {
  readonly store: AuthStore;
  readonly auth: Pick<AuthService, "submit">;
  readonly providers: ConfiguredProviders;
  readonly publicUrl: string | undefined;
}

/** Signs users in through other providers. */
export class OAuthService {
  readonly #options: OAuthServiceOptions;

  constructor(options: OAuthServiceOptions) {
    this.#options = options;
  }

  /** Those that are set up. */
  get providers(): ProviderReport[] {
    return PROVIDER_IDS.filter((id) => this.#options.providers[id]).map(toProviderReport);
  }

  /** Begins a sign-in, or a sign-up of a new user. @throws AppError `auth.*` */
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
    return PROVIDER_IDS.filter((id) => own.has(id) || this.#options.providers[id]).map((id) => ({
      ...toProviderReport(id),
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
    if (!linked || !isProvider(provider)) throw createUnknownProviderError();
    await this.#options.auth.submit({
      path: "/unlink-account",
      body: { accountId: linked.id },
      request,
      client,
    });
  }

  async #begin(path: string, { provider, next, failed, request, client }: ConsentRequest): Promise<Consent> {
    if (!isProvider(provider) || !this.#options.providers[provider]) throw createUnknownProviderError();
    // Complete addresses: the library does not know every path.
    const resolve = (target: string) => new URL(target, this.#options.publicUrl ?? request.url).href;
    const { body, cookies } = await this.#options.auth.submit({
      path,
      body: {
        provider,
        callbackURL: resolve(next),
        errorCallbackURL: resolve(failed),
        disableRedirect: true,
      },
      request,
      client,
    });
    return { provider: toProviderReport(provider), url: readConsentPage(provider, body), cookies };
  }

  #accountsOf(userId: string) {
    const { db, tables } = this.#options.store;
    const { accounts } = tables;
    return db
      .select({ id: accounts.id, providerId: accounts.providerId })
      .from(accounts)
      .where(eq(accounts.userId, userId))
      .orderBy(asc(accounts.id));
  }
}

const toProviderReport = (id: Provider): ProviderReport => ({ id, name: PROVIDER_NAMES[id] });

const createUnknownProviderError = () =>
  new AppError({
    code: "auth.unknown-provider",
    category: "not-found",
    message: "This provider is not set up here, or is not linked.",
    hint: "Choose one that is offered.",
  });
