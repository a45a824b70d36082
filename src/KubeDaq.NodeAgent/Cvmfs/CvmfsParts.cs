using KubeDaq.NodeAgent.Discovery.Files;
using Microsoft.Extensions.Logging;

namespace KubeDaq.NodeAgent.Cvmfs;

/// <summary>The parts that look after the host's CVMFS repositories; none where it shall have none.</summary>
internal static class CvmfsParts
{
    public static IReadOnlyList<IAgentPart> Make(AgentContext context)
    {
        var rule = context.Configuration.Cvmfs;
        var parts = new List<IAgentPart>();
        if (rule.Repositories.Count > 0)
        {
            var probe = new ProcessProbe(Environment.ProcessPath ?? "kubedaq-agent", context.Gauges, context.Time);
            parts.Add(new RepositoryChecks(
                rule, new HostFiles(context.Options.HostRoot), probe, context.State, context.Gauges, context.Time, context.Loggers.CreateLogger<RepositoryChecks>()));
        }
        else
        {
            // Labels of repositories that were taken out of the configuration go too.
            context.State.Repositories.Set(new Dictionary<string, RepositoryState>());
        }

        if (context.ApiServer is { } server)
            parts.Add(new NodeLabels(context, server));
        return parts;
    }
}
