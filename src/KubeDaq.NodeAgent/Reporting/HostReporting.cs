using System.Text.Json.Nodes;
using KubeDaq.Api;
using KubeDaq.Api.DaqHosts;
using KubeDaq.Api.Serialization;
using KubeDaq.NodeAgent.Cluster;
using KubeDaq.NodeAgent.State;
using Microsoft.Extensions.Logging;

namespace KubeDaq.NodeAgent.Reporting;

/// <summary>Keeps the DaqHost of this host true.</summary>
internal sealed class HostReporting(AgentContext context, IApiServer server, RackRecords rack) : IAgentPart
{
    private const string Hosts = "/apis/" + ApiGroup.ApiVersion + "/daqhosts";
    private static readonly string? Version = typeof(HostReporting).Assembly.GetName().Version?.ToString(3);

    private readonly Bell _bell = new();
    private readonly ILogger _logger = context.Loggers.CreateLogger<HostReporting>();

    public string Name => "host reports";

    public async Task RunAsync(CancellationToken stop) => await Task.WhenAll(
        _bell.FollowAsync(context.State.Cards, stop),
        _bell.FollowAsync(context.State.Facts, stop),
        _bell.FollowAsync(context.State.Repositories, stop),
        _bell.FollowAsync(context.State.Offers, stop),
        _bell.FollowAsync(rack.Host, stop),
        _bell.FollowAsync(rack.AreRead, stop),
        new Keeping(_bell, "the host", context.Time, _logger).RunAsync(ReportAsync, stop));

    /// <summary>Writes what is not on record as it should be.</summary>
    public async Task ReportAsync(CancellationToken stop)
    {
        if (context.State.Cards.Current is null || context.State.Facts.Current is null || !rack.AreRead.Current)
            return;
        var node = context.Options.NodeName;
        var record = rack.Host.Current;
        if (record is null)
            await CreateAsync(node, stop);
        var status = HostReport.Of(context.State, Version, record?.Status, context.Time.GetUtcNow());
        if (!KubeDaqJson.Same(status, record?.Status))
            await server.SendAsync(ApiCall.Patch($"{Hosts}/{node}/status?fieldManager=kubedaq-agent&force=true", HostReport.Body(node, status), ApiCall.Apply), stop);
    }

    private async Task CreateAsync(string node, CancellationToken stop)
    {
        try
        {
            await server.SendAsync(ApiCall.Create($"{Hosts}?fieldManager=kubedaq-agent", new JsonObject
            {
                ["apiVersion"] = ApiGroup.ApiVersion,
                ["kind"] = nameof(DaqHost),
                ["metadata"] = new JsonObject { ["name"] = node },
            }), stop);
        }
        catch (ApiFailure e) when (e.IsConflict)
        {
            // It is there: the watch has not told yet.
        }
    }
}
