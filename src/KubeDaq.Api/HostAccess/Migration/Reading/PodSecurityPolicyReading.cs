using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess.Needs;

namespace KubeDaq.Api.HostAccess.Migration.Reading;

/// <summary>Reads PodSecurityPolicies of policy/v1beta1 (https://kubernetes.io/docs/concepts/security/pod-security-policy/, gone since Kubernetes 1.25).</summary>
internal static class PodSecurityPolicyReading
{
    public const string Kind = "PodSecurityPolicy";

    private static readonly string[] Known =
    [
        "privileged", "hostNetwork", "hostPID", "hostIPC", "hostPorts", "volumes", "allowedHostPaths", "defaultAddCapabilities", "requiredDropCapabilities", "allowedCapabilities",
        "allowPrivilegeEscalation", "defaultAllowPrivilegeEscalation", "allowedProcMountTypes", "allowedUnsafeSysctls", "forbiddenSysctls", "seLinux", "runAsUser", "runAsGroup",
        "supplementalGroups", "fsGroup", "readOnlyRootFilesystem", "allowedFlexVolumes", "allowedCSIDrivers", "runtimeClass",
    ];

    public static OldPolicy Read(JsonObject value)
    {
        var name = value.Text("metadata", "name");
        var source = $"{Kind} {name}";
        var left = new Leftovers(source);
        var spec = value["spec"] as JsonObject ?? [];
        var carried = PlainFields.Consistent(Spec(spec, value.At("metadata", "annotations"), left), left);
        RestrictionLeftovers.OfPodSecurityPolicy(spec, left);
        PlainFields.Unknown(spec, Known, "spec.", left);
        return new OldPolicy
        {
            Source = source,
            Name = name,
            Resources = [("policy", "podsecuritypolicies"), ("extensions", "podsecuritypolicies")],
            Spec = carried,
            Leftovers = left.All,
        };
    }

    private static HostAccessPolicySpec Spec(JsonObject spec, JsonNode? annotations, Leftovers left) => new()
    {
        Description = PlainFields.Description(annotations),
        HostNetwork = spec.Flag("hostNetwork"),
        HostPid = spec.Flag("hostPID"),
        HostIpc = spec.Flag("hostIPC"),
        HostPorts = HostPortReading.Ranges(spec, left),
        HostPaths = HostPathReading.Paths(spec, left),
        Capabilities = CapabilityReading.Allowed(spec, "spec.", left),
        Privileged = spec.Flag("privileged"),
        AllowPrivilegeEscalation = PlainFields.Escalation(spec, "spec.", left),
        ProcMounts = spec.Texts("allowedProcMountTypes").Any(type => type is "Unmasked" or "*") ? ["Unmasked"] : [],
        Sysctls = SysctlReading.Allowed(spec, "spec.", left),
        SeLinux = SeLinuxReading.Allowed(spec.At("seLinux"), "rule", "spec.seLinux", left),
        SeccompProfiles = ProfileReading.SeccompAnnotation(annotations, left),
        AppArmorProfiles = ProfileReading.AppArmorAnnotation(annotations, left),
    };
}
