using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Program;

/// <summary>The command line of <c>kubedaq-agent</c>.</summary>
internal sealed class AgentCommand : RootCommand
{
    private readonly Option<string?> _node = new("--node-name") { Description = "The name of this host's node; else the variable NODE_NAME.", HelpName = "name" };
    private readonly Option<string> _host = new("--host-root") { Description = "Where the host's / is mounted.", HelpName = "folder", DefaultValueFactory = _ => "/" };
    private readonly Option<string> _kubelet = new("--kubelet-root") { Description = "The kubelet's folder.", HelpName = "folder", DefaultValueFactory = _ => "/var/lib/kubelet" };
    private readonly Option<string> _state = new("--state") { Description = "Where the agent keeps its checkpoint.", HelpName = "folder", DefaultValueFactory = _ => "/var/lib/kubedaq-agent" };
    private readonly Option<string> _cdi = new("--cdi") { Description = "Where the container runtime looks for CDI files.", HelpName = "folder", DefaultValueFactory = _ => "/var/run/cdi" };
    private readonly Option<string?> _config = new("--config") { Description = "The configuration file; without it the built-in rules count.", HelpName = "file" };
    private readonly Option<string?> _kubeconfig = new("--kubeconfig") { Description = "The way to the API server; without it the pod's service account.", HelpName = "file" };
    private readonly Option<bool> _alone = new("--alone") { Description = "Work without an API server: offer cards, report nothing." };
    private readonly Option<OfferMode?> _mode = new("--mode") { Description = "How cards are offered; without it the configuration says, or what the host can do.", HelpName = "mode" };
    private readonly Option<IPEndPoint?> _metrics = new("--metrics") { Description = "Serve /healthz, /readyz and /metrics here, as in 0.0.0.0:8081.", HelpName = "address:port", CustomParser = ReadEndPoint };

    public AgentCommand(Func<AgentOptions, CancellationToken, Task<int>> run)
        : base("Finds the readout cards of this host, offers them to Kubernetes and watches over them.")
    {
        foreach (var option in new Option[] { _node, _host, _kubelet, _state, _cdi, _config, _kubeconfig, _alone, _mode, _metrics })
            Add(option);
        SetAction((parsed, stop) => run(Read(parsed), stop));
    }

    private static IPEndPoint? ReadEndPoint(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        // An address alone would be taken with port 0, which is any.
        if (IPEndPoint.TryParse(text, out var endpoint) && text.EndsWith($":{endpoint.Port}", StringComparison.Ordinal))
            return endpoint;
        argument.AddError($"--metrics: '{text}' is not an IP address and a port; write them as in 0.0.0.0:8081 or [::]:8081");
        return null;
    }

    private AgentOptions Read(ParseResult parsed) => new()
    {
        NodeName = parsed.GetValue(_node) ?? Environment.GetEnvironmentVariable("NODE_NAME") ?? Environment.MachineName.ToLowerInvariant(),
        HostRoot = parsed.GetValue(_host)!,
        KubeletRoot = parsed.GetValue(_kubelet)!,
        StateFolder = parsed.GetValue(_state)!,
        CdiFolder = parsed.GetValue(_cdi)!,
        ConfigurationFile = parsed.GetValue(_config),
        Kubeconfig = parsed.GetValue(_kubeconfig),
        Alone = parsed.GetValue(_alone),
        Mode = parsed.GetValue(_mode),
        MetricsEndpoint = parsed.GetValue(_metrics),
    };
}
