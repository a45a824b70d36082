using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess.Accounts;
using KubeDaq.Api.HostAccess.Needs;
using KubeDaq.Api.Meta;

namespace KubeDaq.Api.HostAccess.Migration.Reading;

/// <summary>Reads OpenShift's SecurityContextConstraints (https://docs.redhat.com/en/documentation/openshift_container_platform, "Managing security context constraints").</summary>
internal static class SecurityContextConstraintsReading
{
    public const string Kind = "SecurityContextConstraints";

    private static readonly string[] Known =
    [
        "apiVersion", "kind", "metadata", "allowHostDirVolumePlugin", "allowHostIPC", "allowHostNetwork", "allowHostPID", "allowHostPorts", "allowPrivilegeEscalation",
        "defaultAllowPrivilegeEscalation", "allowPrivilegedContainer", "allowedCapabilities", "defaultAddCapabilities", "requiredDropCapabilities", "allowedUnsafeSysctls", "forbiddenSysctls",
        "allowedFlexVolumes", "fsGroup", "runAsUser", "seLinuxContext", "supplementalGroups", "seccompProfiles", "readOnlyRootFilesystem", "priority", "volumes", "users", "groups", "userNamespaceLevel",
    ];

    public static OldPolicy Read(JsonObject value)
    {
        var name = value.Text("metadata", "name");
        var source = $"{Kind} {name}";
        var left = new Leftovers(source);
        var carried = PlainFields.Consistent(Spec(value, left), left);
        RestrictionLeftovers.OfSecurityContextConstraints(value, left);
        PlainFields.Unknown(value, Known, "", left);
        return new OldPolicy
        {
            Source = source,
            Name = name,
            Resources = [("security.openshift.io", "securitycontextconstraints")],
            Spec = carried,
            Subjects = [.. value.Texts("users").Select(User), .. value.Texts("groups").Select(group => new GrantSubject(SubjectSort.Group, new ObjectName("", group)))],
            Leftovers = left.All,
        };
    }

    private static GrantSubject User(string user) => GrantSubject.AccountOf(user) is { } account
        ? new GrantSubject(SubjectSort.ServiceAccount, account)
        : new GrantSubject(SubjectSort.User, new ObjectName("", user));

    private static HostAccessPolicySpec Spec(JsonObject value, Leftovers left) => new()
    {
        Description = PlainFields.Description(value.At("metadata", "annotations")),
        HostNetwork = value.Flag("allowHostNetwork"),
        HostPid = value.Flag("allowHostPID"),
        HostIpc = value.Flag("allowHostIPC"),
        HostPorts = HostPortReading.AllOrNone(value, left),
        // The volume type hostPath follows this field; there is no list of prefixes.
        HostPaths = value.Flag("allowHostDirVolumePlugin") ? HostPathReading.Everything : [],
        Capabilities = CapabilityReading.Allowed(value, "", left),
        Privileged = value.Flag("allowPrivilegedContainer"),
        AllowPrivilegeEscalation = PlainFields.Escalation(value, "", left),
        Sysctls = SysctlReading.Allowed(value, "", left),
        SeLinux = SeLinuxReading.Allowed(value.At("seLinuxContext"), "type", "seLinuxContext", left),
        SeccompProfiles = ProfileReading.Seccomp([.. value.Texts("seccompProfiles")], "seccompProfiles", left),
    };
}
