using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using KubeDaq.Api.Partitions;
using KubeDaq.Cluster.Clients;
using KubeDaq.Operator.Controllers.Partitions.Composing;

namespace KubeDaq.Operator.Controllers.Partitions.Doing;

/// <summary>Makes a partition's service account and what it may, once for each generation and again after something was missing.</summary>
internal sealed class IdentityMaker(PartitionClients clients)
{
    private readonly ConcurrentDictionary<string, long?> _made = new();

    public async Task MakeAsync(Partition partition, CancellationToken stop)
    {
        if (_made.TryGetValue(partition.Metadata.Uid!, out var generation) && generation == partition.Metadata.Generation)
            return;
        var account = Identity.Account(partition);
        await Task.WhenAll(
            account is null ? Task.CompletedTask : CreateAsync(clients.ServiceAccounts, account, stop), GrantAsync(partition, stop));
        _made[partition.Metadata.Uid!] = partition.Metadata.Generation;
    }

    /// <summary>Whether the partition's account has its token mounted. One that the user names is asked; where it is not there, no pod can be made anyway.</summary>
    public async Task<bool> MountsAsync(Partition partition, CancellationToken stop)
    {
        if (Identity.Account(partition) is not null)
            return true;
        var account = await clients.ServiceAccounts.GetAsync(new(partition.Metadata.Namespace!, Identity.ServiceAccount(partition)), stop);
        return account?[PodIdentity.Automount]?.GetValueKind() != JsonValueKind.False;
    }

    public void Forget(string uid) => _made.TryRemove(uid, out _);

    /// <summary>The role first: the API server looks at it to see that nobody gives away what he does not have.</summary>
    private async Task GrantAsync(Partition partition, CancellationToken stop)
    {
        await CreateAsync(clients.Roles, Identity.Role(partition), stop);
        await SetAsync(clients.RoleBindings, Identity.Binding(partition), stop);
    }

    private static async Task<bool> CreateAsync(IResourceClient<JsonObject> client, JsonObject value, CancellationToken stop)
    {
        try
        {
            await client.CreateAsync(value, stop);
            return true;
        }
        catch (ApiException e) when (e.IsAlreadyExists)
        {
            return false;
        }
    }

    /// <summary>The account may have been changed in the spec.</summary>
    private static async Task SetAsync(IResourceClient<JsonObject> client, JsonObject binding, CancellationToken stop)
    {
        if (await CreateAsync(client, binding, stop))
            return;
        var name = new Api.Meta.ObjectName((string)binding["metadata"]!["namespace"]!, (string)binding["metadata"]!["name"]!);
        await client.MergePatchAsync(name, new JsonObject { ["subjects"] = binding["subjects"]!.DeepClone() }, null, stop);
    }
}
