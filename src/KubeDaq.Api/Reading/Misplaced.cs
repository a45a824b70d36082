using KubeDaq.Api.Partitions;

namespace KubeDaq.Api.Reading;

/// <summary>Fields that people write one level off.</summary>
internal static class Misplaced
{
    private static readonly HashSet<string> _ofPods =
    [
        "containers", "initContainers", "volumes", "hostNetwork", "nodeSelector", "affinity", "tolerations", "securityContext", "restartPolicy",
        "hostPID", "hostIPC", "dnsPolicy", "imagePullSecrets", "terminationGracePeriodSeconds", "priorityClassName", "runtimeClassName",
    ];

    private static readonly HashSet<string> _ofContainers = ["image", "command", "args", "env", "resources", "volumeMounts", "workingDir", "livenessProbe", "readinessProbe"];

    private static readonly HashSet<string> _ofSpecs = ["state", "whenBusy", "priority", "requestedBy", "stateChangedBy", "serviceAccountName", "applications"];

    public static string? Advice(Type type, string name)
    {
        if (type == typeof(Application) && _ofPods.Contains(name))
            return $"write it below template.spec: template: {{spec: {{{name}: ...}}}}";
        if (type == typeof(Application) && _ofContainers.Contains(name))
            return $"write it below a container: template: {{spec: {{containers: [{{name: NAME, {name}: ...}}]}}}}";
        if (type != typeof(PartitionSpec) && _ofSpecs.Contains(name) && (type == typeof(Partition) || type == typeof(Application)))
            return "write it below spec of the partition";
        return null;
    }
}
