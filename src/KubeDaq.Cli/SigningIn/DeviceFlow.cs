using System.Text.Json;
using System.Text.Json.Nodes;
using KubeDaq.Api.Identity;
using KubeDaq.Cli.Terminals;

namespace KubeDaq.Cli.SigningIn;

/// <summary>Signs in on another machine's browser: shows a code and asks until it was let in (RFC 8628).</summary>
internal sealed class DeviceFlow(OpenIdProvider provider, SiteIssuer issuer, Terminal terminal, TimeProvider time)
{
    private static readonly TimeSpan Slower = TimeSpan.FromSeconds(5);

    public async Task<TokenAnswer> RunAsync(CancellationToken stop)
    {
        var (good, device) = await provider.PostAsync(await provider.EndpointAsync("device_authorization_endpoint", "sign-in with a code", stop),
            [new("scope", string.Join(' ', issuer.Scopes))], stop);
        if (!good || OpenIdProvider.Text(device, "device_code") is not { } code || OpenIdProvider.Text(device, "user_code") is not { } shown)
            throw new CommandFailure(ExitCode.Error, $"{issuer.Name} gives no code: {OpenIdProvider.Refusal(device)}");
        var page = OpenIdProvider.Text(device, "verification_uri_complete") ?? OpenIdProvider.Text(device, "verification_uri");
        await terminal.Error.WriteLineAsync($"Sign in at {issuer.Name} with a browser on any machine: go to\n\n    {page}\n\nand see that it shows the code {shown}.");
        await terminal.Error.FlushAsync(stop);
        return await AskAsync(code, Seconds(device, "interval", 5), time.GetUtcNow() + Seconds(device, "expires_in", 600), stop);
    }

    private async Task<TokenAnswer> AskAsync(string code, TimeSpan interval, DateTimeOffset end, CancellationToken stop)
    {
        var tokens = await provider.EndpointAsync("token_endpoint", "tokens", stop);
        while (time.GetUtcNow() < end)
        {
            await Task.Delay(interval, time, stop);
            var (good, answer) = await provider.PostAsync(tokens, [new("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), new("device_code", code)], stop);
            if (good)
                return TokenAnswer.Of(answer, issuer, null);
            switch (OpenIdProvider.Text(answer, "error"))
            {
                case "authorization_pending":
                    break;
                case "slow_down":
                    interval += Slower;
                    break;
                case "access_denied":
                    throw new CommandFailure(ExitCode.Error, "the sign-in was refused on the page");
                default:
                    throw new CommandFailure(ExitCode.Error, $"{issuer.Name} refuses: {OpenIdProvider.Refusal(answer)}");
            }
        }

        throw new CommandFailure(ExitCode.TimedOut, "nobody let the code in within its time; try again");
    }

    private static TimeSpan Seconds(JsonObject answer, string field, int otherwise) =>
        TimeSpan.FromSeconds(answer[field] is JsonValue value && value.GetValueKind() == JsonValueKind.Number ? Math.Clamp(value.GetValue<int>(), 1, 3600) : otherwise);
}
