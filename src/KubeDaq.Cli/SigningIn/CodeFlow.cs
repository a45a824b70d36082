using System.ComponentModel;
using System.Diagnostics;
using KubeDaq.Api.Identity;
using KubeDaq.Cli.Terminals;
using Microsoft.AspNetCore.WebUtilities;

namespace KubeDaq.Cli.SigningIn;

/// <summary>Signs in with a browser: authorization code with PKCE, back to a port of this machine.</summary>
internal sealed class CodeFlow(OpenIdProvider provider, SiteIssuer issuer, Terminal terminal)
{
    public async Task<TokenAnswer> RunAsync(bool openBrowser, CancellationToken stop)
    {
        var secrets = Pkce.Make();
        await using var listener = await RedirectListener.StartAsync(secrets.State, stop);
        var url = QueryHelpers.AddQueryString(await provider.EndpointAsync("authorization_endpoint", "sign-in with a browser", stop), new Dictionary<string, string?>
        {
            ["client_id"] = issuer.Clients[0],
            ["response_type"] = "code",
            ["redirect_uri"] = listener.Url,
            ["scope"] = string.Join(' ', issuer.Scopes),
            ["state"] = secrets.State,
            ["nonce"] = secrets.Nonce,
            ["code_challenge"] = secrets.Challenge,
            ["code_challenge_method"] = "S256",
        });
        await terminal.Error.WriteLineAsync($"Sign in at {issuer.Name} with your browser; if none opens, go to\n\n    {url}\n\nWithout a browser on this machine: end this and say --device.");
        await terminal.Error.FlushAsync(stop);
        if (openBrowser)
            Open(url);
        var code = await listener.CodeAsync(stop);
        var (good, answer) = await provider.PostAsync(await provider.EndpointAsync("token_endpoint", "tokens", stop),
        [
            new("grant_type", "authorization_code"), new("code", code), new("redirect_uri", listener.Url), new("code_verifier", secrets.Verifier),
        ], stop);
        return good
            ? TokenAnswer.Of(answer, issuer, secrets.Nonce)
            : throw new CommandFailure(ExitCode.Error, $"{issuer.Name} took the sign-in back: {OpenIdProvider.Refusal(answer)}");
    }

    private static void Open(string url)
    {
        var browser = Environment.GetEnvironmentVariable("BROWSER");
        if (string.IsNullOrEmpty(browser) && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("DISPLAY") ?? Environment.GetEnvironmentVariable("WAYLAND_DISPLAY")))
            return;
        try
        {
            using var process = Process.Start(new ProcessStartInfo(string.IsNullOrEmpty(browser) ? "xdg-open" : browser, [url]) { RedirectStandardOutput = true, RedirectStandardError = true });
        }
        catch (Win32Exception)
        {
            // There is none: the URL is on the terminal.
        }
    }
}
