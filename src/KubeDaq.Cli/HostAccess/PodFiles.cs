using System.Text.Json.Nodes;
using KubeDaq.Cli.Applying;
using KubeDaq.Cli.Terminals;

namespace KubeDaq.Cli.HostAccess;

/// <summary>Reads the pods of files, and complains of fields that Kubernetes would drop: a misspelt hostNetwork takes nothing.</summary>
internal sealed class PodFiles(Terminal terminal)
{
    /// <param name="objects">The objects of the files.</param>
    /// <param name="source">Knows the cards, of which partitions may choose some by their labels.</param>
    /// <param name="stop">Ends the asking.</param>
    public async Task<IReadOnlyList<FoundPod>> OfAsync(IReadOnlyList<JsonObject> objects, IHostAccessSource source, CancellationToken stop)
    {
        var cards = objects.Any(PodTemplates.IsPartition) ? await source.CardsAsync(stop) : [];
        var pods = objects.SelectMany(value => PodTemplates.Of(value, cards)).ToList();
        if (pods.Count == 0)
            throw new CommandFailure(ExitCode.Error, "there is no pod in the files: give a Pod, a Deployment, a Job, a Partition or another kind with a pod template");
        foreach (var pod in pods)
        {
            foreach (var error in PodTemplateFields.Check(pod.Pod, ""))
                terminal.Error.WriteLine($"{terminal.Paint("warning:", Shade.Attention)} {pod.Source}: {error}");
        }

        return pods;
    }
}
