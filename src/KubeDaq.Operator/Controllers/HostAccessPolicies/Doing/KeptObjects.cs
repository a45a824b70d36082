using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;
using KubeDaq.Cluster.Caching;
using KubeDaq.Cluster.Clients;

namespace KubeDaq.Operator.Controllers.HostAccessPolicies.Doing;

/// <summary>
/// Keeps objects of one kind as they are wanted: makes what is missing and puts right, in place, what was changed. What a server answered to a write
/// counts as wanted too, so that defaults which a newer one fills in are not written for ever.
/// </summary>
internal sealed class KeptObjects(IResourceClient<JsonObject> client, IObjectCache<JsonObject> cache)
{
    private readonly ConcurrentDictionary<string, (JsonObject Wanted, JsonObject Answered)> _written = new();

    /// <summary>The object as it is after this, and whether it had to be written.</summary>
    public async Task<(JsonObject Object, bool Written)> KeepAsync(JsonObject wanted, CancellationToken stop)
    {
        var name = NameOf(wanted);
        if (cache.Get(name) is not { } there)
            return (Remember(wanted, await MakeAsync(wanted, stop)), true);
        if (IsAsWanted(wanted, there))
            return (there, false);
        return (Remember(wanted, await client.ReplaceAsync(Essence.Merge(there, wanted), stop)), true);
    }

    private async Task<JsonObject> MakeAsync(JsonObject wanted, CancellationToken stop)
    {
        try
        {
            return await client.CreateAsync(wanted, stop);
        }
        catch (ApiException e) when (e.IsAlreadyExists)
        {
            // The cache is late.
            var there = await client.GetAsync(NameOf(wanted), stop) ?? throw new ApiException(e.Status with { Code = 409, Reason = "Conflict" }, e.Message);
            return await client.ReplaceAsync(Essence.Merge(there, wanted), stop);
        }
    }

    private bool IsAsWanted(JsonObject wanted, JsonObject there)
    {
        var now = Essence.Of(there, wanted);
        return JsonNode.DeepEquals(Essence.Of(wanted, wanted), now)
            || (_written.TryGetValue(NameOf(wanted).Name, out var last) && JsonNode.DeepEquals(last.Wanted, wanted) && JsonNode.DeepEquals(last.Answered, now));
    }

    private JsonObject Remember(JsonObject wanted, JsonObject answer)
    {
        _written[NameOf(wanted).Name] = (wanted, Essence.Of(answer, wanted));
        return answer;
    }

    private static ObjectName NameOf(JsonObject value) => new("", (string)value["metadata"]!["name"]!);
}
