using KubeDaq.Sandbox.Controllers;
using KubeDaq.Sandbox.Processes.Containers;
using KubeDaq.Sandbox.Processes.Environments;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Processes.Pods;

/// <summary>Makes of a pod's container what the engine runs.</summary>
internal static class ContainerStart
{
    private const string LastWordsPath = "/dev/termination-log";

    /// <summary>The spec of the next run.</summary>
    /// <exception cref="ContainerStartException">Something that the container refers to is missing.</exception>
    public static ContainerSpec Spec(PodRun run, ContainerView view)
    {
        var (parts, container) = (run.Parts, view.Spec);
        var handed = run.Host.Devices.Handed(run.Uid, container.Pairs("resources", "limits").Select(pair => pair.Key)).ToList();
        var environment = parts.Variables.For(run.Pod, container, run.Host.Allocatable(parts.Objects), handed.SelectMany(one => one.Variables));
        string Expand(string text) => Expansion.Expand(text, environment.GetValueOrDefault);
        var lastWords = parts.Folders.LastWords(run.Uid, view.Name, view.RestartCount);
        MakeEmpty(lastWords);
        return new()
        {
            Folder = parts.Folders.Run(run.Uid, view.Name, view.RestartCount),
            LogFile = parts.Folders.Log(run.Uid, view.Name, view.RestartCount),
            Command = [.. container.Texts("command").Concat(container.Texts("args")).Select(Expand)],
            Environment = environment,
            WorkingFolder = container.Text("workingDir") is { Length: > 0 } folder ? folder : "/",
            Mounts =
            [
                .. run.Volumes.For(container, Expand),
                .. handed.SelectMany(one => one.Files).Distinct().Select(file => new ContainerMount(run.Host.DeviceFile(file.HostPath) ?? file.HostPath, file.Path)),
                new(lastWords, container.Text("terminationMessagePath") is { Length: > 0 } path ? path : LastWordsPath),
            ],
        };
    }

    private static void MakeEmpty(string file)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, "");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ContainerStartException(ContainerStartException.CreateError, $"failed to make the file for the container's last words: {exception.Message}");
        }
    }
}
