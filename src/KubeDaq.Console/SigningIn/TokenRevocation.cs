using KubeDaq.Console.Sessions;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;

namespace KubeDaq.Console.SigningIn;

/// <summary>Calls the refresh token of a session that is being ended back, where its issuer has a way to.</summary>
internal sealed class TokenRevocation(IOptionsMonitor<OpenIdConnectOptions> schemes, TimeProvider time, ILogger<TokenRevocation> log)
{
    /// <summary>A person who signs out does not wait for longer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Tells the issuer; the session has ended here whatever it answers.</summary>
    public async Task RevokeAsync(Session session)
    {
        if (session.Tokens.RefreshToken is not { } refresh)
            return;
        using var deadline = new CancellationTokenSource(Patience, time);
        try
        {
            var options = schemes.Get(session.Person.Issuer);
            var configuration = await options.ConfigurationManager!.GetConfigurationAsync(deadline.Token);
            if (string.IsNullOrEmpty(configuration.RevocationEndpoint))
                return;
            using var answer = await ClientRequest.PostAsync(options, configuration.RevocationEndpoint, [new("token", refresh), new("token_type_hint", "refresh_token")], deadline.Token);
            answer.EnsureSuccessStatusCode();
        }
        catch (Exception e) when (e is HttpRequestException or InvalidOperationException or IOException or OperationCanceledException)
        {
            SignInLog.NotRevoked(log, session.Person.Issuer, session.Id, session.Person.User, e.GetType().Name);
        }
    }
}
