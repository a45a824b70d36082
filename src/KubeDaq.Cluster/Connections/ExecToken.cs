using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using k8s.KubeConfigModels;

namespace KubeDaq.Cluster.Connections;

/// <summary>
/// The token that a program of the kubeconfig gives (<c>users[].user.exec</c>), asked for again shortly before it ends. The official client runs
/// such a program while it reads the file, hides what it says, and gives up after two minutes.
/// </summary>
internal sealed class ExecToken(ExternalExecution program, string origin, TimeProvider time) : IRenewedToken, IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim _one = new(1);
    private volatile Reading? _reading;

    public async Task<AuthenticationHeaderValue> GetAuthenticationHeaderAsync(CancellationToken cancellationToken)
    {
        if (_reading is { } known && IsGood(known))
            return known.Header;
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_reading is not { } reading || !IsGood(reading))
                _reading = reading = Read(await ExecProgram.RunAsync(program, origin, cancellationToken));
            return reading.Header;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Forget() => _reading = null;

    public void Dispose() => _one.Dispose();

    private bool IsGood(Reading reading) => reading.Expires is null || reading.Expires > time.GetUtcNow() + Margin;

    private Reading Read(string said)
    {
        try
        {
            var status = JsonNode.Parse(said)?["status"];
            if (status?["token"]?.GetValue<string>() is { Length: > 0 } token)
                return new(new("Bearer", token), status["expirationTimestamp"]?.GetValue<DateTimeOffset>());
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            // The same to the user: it is no token. What was said may hold one, and is not repeated.
        }

        throw new CredentialsException($"the program {program.Command} of {origin} gives no token; run it by hand to see what it says");
    }

    private sealed record Reading(AuthenticationHeaderValue Header, DateTimeOffset? Expires);
}
