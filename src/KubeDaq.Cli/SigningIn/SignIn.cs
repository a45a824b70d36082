using KubeDaq.Api.Identity;
using KubeDaq.Cli.Terminals;

namespace KubeDaq.Cli.SigningIn;

/// <summary>A person's sign-in at one issuer: made, kept good, and ended.</summary>
internal sealed class SignIn(SiteIssuer issuer, SessionFile session, Terminal terminal, TimeProvider time) : IDisposable
{
    /// <summary>A token is not shown any more so shortly before its end.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    private readonly OpenIdProvider _provider = new(issuer);

    /// <summary>Signs in anew.</summary>
    public async Task<TokenAnswer> SignInAsync(bool device, bool openBrowser, CancellationToken stop)
    {
        var tokens = device
            ? await new DeviceFlow(_provider, issuer, terminal, time).RunAsync(stop)
            : await new CodeFlow(_provider, issuer, terminal).RunAsync(openBrowser, stop);
        using var held = await session.LockAsync(time, stop);
        session.Write(tokens);
        return tokens;
    }

    /// <summary>Tokens that are good now, refreshed where needed; null where the person must sign in again.</summary>
    public async Task<TokenAnswer?> CurrentAsync(CancellationToken stop)
    {
        if (session.Read() is { } kept && IsGood(kept))
            return kept;
        // Of several commands at once the first refreshes: a refresh token can be used once.
        using var held = await session.LockAsync(time, stop);
        kept = session.Read();
        if (kept is null || IsGood(kept))
            return kept;
        if (kept.Refresh is null)
            return null;
        var (good, answer) = await _provider.PostAsync(await _provider.EndpointAsync("token_endpoint", "tokens", stop),
            [new("grant_type", "refresh_token"), new("refresh_token", kept.Refresh)], stop);
        if (!good)
            return null;
        var fresh = TokenAnswer.Of(answer, issuer, null);
        fresh = fresh with { Refresh = fresh.Refresh ?? kept.Refresh };
        session.Write(fresh);
        return fresh;
    }

    /// <summary>Ends it: the issuer is told, and the tokens are gone. False where nobody was signed in.</summary>
    public async Task<bool> SignOutAsync(CancellationToken stop)
    {
        using var held = await session.LockAsync(time, stop);
        if (session.Read() is not { } kept)
        {
            session.Delete();
            return false;
        }
        // The file goes first: what can still fail is only the message to the issuer.
        session.Delete();
        if (kept.Refresh is null || OpenIdProvider.Text(await _provider.DescriptionAsync(stop), "revocation_endpoint") is not { } revocation)
            return true;
        var (good, answer) = await _provider.PostAsync(revocation, [new("token", kept.Refresh), new("token_type_hint", "refresh_token")], stop);
        return good ? true : throw new CommandFailure(ExitCode.Error, $"the tokens are removed here, but {issuer.Name} did not revoke them: {OpenIdProvider.Refusal(answer)}");
    }

    public void Dispose() => _provider.Dispose();

    private bool IsGood(TokenAnswer tokens) => tokens.Expires > time.GetUtcNow() + Margin;
}
