using KubeDaq.Api;

namespace KubeDaq.NodeAgent.Dra;

/// <summary>The names by which the cards are known to dynamic resource allocation.</summary>
internal static class DraNames
{
    /// <summary>The driver.</summary>
    public const string Driver = "cards." + ApiGroup.Name;

    /// <summary>The kind of the CDI devices.</summary>
    public const string CdiKind = Driver + "/card";

    /// <summary>Under which the API serves it.</summary>
    public const string ApiVersion = "resource.k8s.io/v1";

    /// <summary>The taint of a card that is not well.</summary>
    public const string UnhealthyTaint = ApiGroup.Name + "/unhealthy";

    /// <summary>The taint of a card in maintenance.</summary>
    public const string MaintenanceTaint = ApiGroup.Name + "/maintenance";

    /// <summary>The ResourceSlice of a host.</summary>
    public static string Slice(string node) => $"{node}-{Driver}";

    /// <summary>Where a claim is in the API.</summary>
    public static string ClaimPath(string ns, string name) => $"/apis/{ApiVersion}/namespaces/{ns}/resourceclaims/{name}";

    /// <summary>The CDI name of a device, as it stands in claims' answers.</summary>
    public static string CdiDevice(string device) => $"{CdiKind}={device}";

    /// <summary>The DeviceClass that stands for a part of a card.</summary>
    public static string DeviceClass(string device) => $"flxcard-{device}.{Driver}";
}
