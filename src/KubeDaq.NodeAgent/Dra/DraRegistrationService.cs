using Grpc.Core;
using KubeDaq.Kubelet.PluginRegistration;
using KubeDaq.NodeAgent.Offering.Sockets;

namespace KubeDaq.NodeAgent.Dra;

/// <summary>Says to the kubelet's plugin watcher who the driver is.</summary>
internal sealed class DraRegistrationService : Registration.RegistrationBase
{
    /// <inheritdoc/>
    public override Task<PluginInfo> GetInfo(InfoRequest request, ServerCallContext context) => Task.FromResult(new PluginInfo
    {
        Type = "DRAPlugin",
        Name = DraNames.Driver,
        Endpoint = context.Role<DraRegistrationRole>().Endpoint,
        SupportedVersions = { "v1.DRAPlugin", "v1alpha1.DRAResourceHealth" },
    });

    /// <inheritdoc/>
    public override Task<RegistrationStatusResponse> NotifyRegistrationStatus(RegistrationStatus request, ServerCallContext context)
    {
        context.Role<DraRegistrationRole>().Registered.Set(request.PluginRegistered ? "" : request.Error);
        return Task.FromResult(new RegistrationStatusResponse());
    }
}
