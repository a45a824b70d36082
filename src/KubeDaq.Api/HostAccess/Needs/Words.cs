namespace KubeDaq.Api.HostAccess.Needs;

/// <summary>How needs begin. The reading of pods in C#, its twin in CEL and the grants of policies all use these words; those with a space at the end are followed by a value.</summary>
internal static class Words
{
    public const string HostNetwork = "hostNetwork";
    public const string HostPid = "hostPID";
    public const string HostIpc = "hostIPC";
    public const string HostProcess = "windowsOptions.hostProcess";
    public const string Privileged = "privileged";
    public const string HostPort = "hostPort ";
    public const string HostPath = "hostPath ";
    public const string ReadOnlyHostPath = "read-only hostPath ";
    public const string BackwardHostPath = "hostPath with '..' ";
    public const string Capability = "capability ";
    public const string ProcMount = "procMount ";
    public const string Seccomp = "seccompProfile ";
    public const string AppArmor = "appArmorProfile ";
    public const string SeLinuxUser = "seLinuxOptions.user ";
    public const string SeLinuxRole = "seLinuxOptions.role ";
    public const string SeLinuxType = "seLinuxOptions.type ";
    public const string Sysctl = "sysctl ";
    public const string ProbeHost = "probe host ";
    public const string HugePages = "hugepages-";
    public const string Resource = "resource ";
}
