
namespace KubeDaq.Sandbox.Processes.Pods;

/// <summary>Tells a pod's phase from its containers.</summary>
internal static class PodPhase
{
    /// <summary>The phase.</summary>
    public static string Of(IReadOnlyList<ContainerView> containers)
    {
        if (containers.Any(one => one.Role == ContainerRole.Init && one is { Over: true, ExitCode: not 0 }))
            return "Failed";
        if (containers.Any(one => one.Role == ContainerRole.Init && !(one.Over && one.ExitCode == 0)))
            return "Pending";
        var main = containers.Where(one => one.Role == ContainerRole.Main).ToList();
        if (main.Any(one => one.IsRunning))
            return main.Any(NeverRan) ? "Pending" : "Running";
        if (main.Any(NeverRan))
            return "Pending";
        if (main.All(one => one.Over))
            return main.All(one => one.ExitCode == 0) ? "Succeeded" : "Failed";
        return "Running";
    }

    private static bool NeverRan(ContainerView one) => one.State.ContainsKey("waiting") && one.LastState is null;
}
