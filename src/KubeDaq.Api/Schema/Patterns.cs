namespace KubeDaq.Api.Schema;

/// <summary>Regular expressions that both the schema and the validation use.</summary>
internal static class Patterns
{
    public const string Label = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$";
    public const string Subdomain = @"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";
    public const string PortName = "^[a-z0-9]+(-[a-z0-9]+)*$";
    public const string PciAddress = @"^[0-9a-f]{4}:[0-9a-f]{2}:[0-1][0-9a-f]\.[0-7]$";
    public const string DeviceFile = @"^/dev/[A-Za-z0-9._/-]+$";
    public const string Capability = "^[A-Z][A-Z0-9_]*$";
    public const string AbsolutePath = "^/([^/]+(/[^/]+)*)?$";
    public const string PageSize = "^[1-9][0-9]*[KMGT]i$";
    public const string ByteQuantity = "^[1-9][0-9]*([KMGT]i?)?$";
    public const string SeLinuxName = "^[a-z_][a-z0-9_]*$";
    public const string SysctlPattern = @"^([a-z0-9][a-z0-9_.-]*)?\*?$";
    public const string ProbeHost = @"^(\*|[A-Za-z0-9.:-]+)$";
    public const string ResourcePattern = @"^[a-z0-9]([-a-z0-9.]*[a-z0-9])?/([A-Za-z0-9]([-A-Za-z0-9_.]*)?)?\*?$";
}
