using KubeDaq.Cli.Applying;
using KubeDaq.Cli.Terminals;

namespace KubeDaq.Cli.HostAccess;

/// <summary>Reads the pods of files, and complains of fields that Kubernetes would drop: a misspelt hostNetwork takes nothing.</summary>
internal sealed class PodFiles(Terminal terminal)
{
    public IReadOnlyList<FoundPod> Read(IEnumerable<string> paths)
    {
        var objects = FileObjects.Read(paths, Console.In);
        var pods = objects.SelectMany(PodTemplates.Of).ToList();
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
