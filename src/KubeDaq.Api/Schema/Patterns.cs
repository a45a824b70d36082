namespace KubeDaq.Api.Schema;

/// <summary>Regular expressions that both the schema and the validation use.</summary>
internal static class Patterns
{
    public const string Label = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$";
    public const string Subdomain = @"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";
    public const string PortName = "^[a-z0-9]+(-[a-z0-9]+)*$";
    public const string PciAddress = @"^[0-9a-f]{4}:[0-9a-f]{2}:[0-1][0-9a-f]\.[0-7]$";
    public const string DeviceFile = @"^/dev/[A-Za-z0-9._/-]+$";
}
