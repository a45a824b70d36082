using KubeDaq.NodeAgent.Cluster;
using KubeDaq.NodeAgent.DevicePlugin;
using KubeDaq.NodeAgent.Dra;

namespace KubeDaq.NodeAgent.Offering;

/// <summary>Finds out what the kubelet and the container runtime of this host can do.</summary>
internal sealed class AbilityProbe(IApiServer? server, AgentOptions options)
{
    private const string ContainerdConfiguration = "etc/containerd/config.toml";

    /// <summary>Looks.</summary>
    /// <exception cref="ApiFailure">The API server does not answer.</exception>
    public async Task<HostAbilities> LookAsync(CancellationToken stop)
    {
        var folder = new PluginFolder(options.KubeletRoot).Path;
        var registry = Path.Combine(options.KubeletRoot, "plugins_registry");
        // Only who needs the runtime's and the API server's word asks for it.
        return Directory.Exists(folder) && options.Mode is not State.OfferMode.Dra || server is null
            ? new(Directory.Exists(folder), Directory.Exists(registry), false, "nobody was asked")
            : new(Directory.Exists(folder), Directory.Exists(registry), await ServesClaimsAsync(server, stop), await CdiProblemAsync(server, stop));
    }

    private static async Task<bool> ServesClaimsAsync(IApiServer server, CancellationToken stop)
    {
        try
        {
            await server.SendAsync(ApiCall.Get($"/apis/{DraNames.ApiVersion}"), stop);
            return true;
        }
        catch (ApiFailure failure) when (failure.IsNotFound)
        {
            return false;
        }
    }

    private async Task<string?> CdiProblemAsync(IApiServer api, CancellationToken stop)
    {
        var node = await api.SendAsync(ApiCall.Get($"/api/v1/nodes/{options.NodeName}"), stop);
        var file = Path.Combine(options.HostRoot, ContainerdConfiguration);
        return CdiSupport.Missing((string?)node["status"]?["nodeInfo"]?["containerRuntimeVersion"], File.Exists(file) ? File.ReadAllText(file) : null);
    }
}
