using System.Net.Http.Headers;

namespace KubeDaq.Cluster.Connections;

/// <summary>
/// The token in a pod's file. The kubelet replaces it at 80 % of its life, at least two minutes before its end, so reading it anew each
/// minute never sends an old one; after a refusal it is read at once.
/// </summary>
internal sealed class ServiceAccountToken(string path, TimeProvider time) : IRenewedToken
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private volatile Reading? _reading;

    public async Task<AuthenticationHeaderValue> GetAuthenticationHeaderAsync(CancellationToken cancellationToken)
    {
        var reading = _reading;
        if (reading is null || time.GetElapsedTime(reading.At) >= Fresh)
            _reading = reading = new Reading(await ReadAsync(reading, cancellationToken), time.GetTimestamp());
        return reading.Header;
    }

    public void Forget() => _reading = null;

    private async Task<AuthenticationHeaderValue> ReadAsync(Reading? last, CancellationToken stop)
    {
        try
        {
            var token = (await File.ReadAllTextAsync(path, stop)).Trim();
            return token.Length > 0
                ? new AuthenticationHeaderValue("Bearer", token)
                : last?.Header ?? throw new CredentialsException($"the token file {path} is empty");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return last?.Header ?? throw new CredentialsException($"cannot read the token file {path}: {e.Message}", e);
        }
    }

    private sealed record Reading(AuthenticationHeaderValue Header, long At);
}
