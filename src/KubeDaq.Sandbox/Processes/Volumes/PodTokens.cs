using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Controllers;
using KubeDaq.Sandbox.Identity.Tokens;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Processes.Volumes;

/// <summary>Keeps each pod's tokens until they are old, as a kubelet does: a new one at four fifths of its life.</summary>
internal sealed class PodTokens(TokenIssuer issuer, IObjects objects, TimeProvider time) : IPodTokens
{
    private readonly ConcurrentDictionary<(string Uid, string Audience, long Seconds), (string Token, DateTimeOffset RenewAt)> _tokens = new();

    /// <inheritdoc/>
    public string Token(JsonObject pod, string? audience, long expirationSeconds)
    {
        var key = (pod.Uid(), audience ?? "", expirationSeconds);
        var now = time.GetUtcNow();
        if (_tokens.TryGetValue(key, out var known) && now < known.RenewAt)
            return known.Token;
        foreach (var old in _tokens.Where(pair => pair.Value.RenewAt < now).Select(pair => pair.Key).ToList())
            _tokens.TryRemove(old, out _);
        var stored = objects.Get(Kinds.Pods, pod.Namespace(), pod.Name()) ?? throw new VolumeException($"failed to fetch token: pod \"{pod.Name()}\" not found");
        var issued = issuer.IssueForPod(stored, audience is null ? [] : [audience], expirationSeconds)
            ?? throw new VolumeException($"failed to fetch token: serviceaccounts \"{pod.Text("spec", "serviceAccountName")}\" not found");
        _tokens[key] = (issued.Token, now + TimeSpan.FromSeconds(expirationSeconds * 0.8));
        return issued.Token;
    }
}
