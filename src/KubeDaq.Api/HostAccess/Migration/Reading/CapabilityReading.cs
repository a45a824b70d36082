using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess.Needs;

namespace KubeDaq.Api.HostAccess.Migration.Reading;

/// <summary>Linux capabilities.</summary>
internal static class CapabilityReading
{
    private const string All = "ALL";

    /// <summary>What containers may add beyond baseline. What was added to them unasked could be asked for too.</summary>
    public static IReadOnlyList<string> Allowed(JsonObject spec, string prefix, Leftovers left)
    {
        var added = spec.Texts("defaultAddCapabilities").ToList();
        if (added.Count > 0)
            left.Add($"{prefix}defaultAddCapabilities", $"added {PlainFields.List(added)} to every container", "write capabilities.add in the pods: the policy allows it");
        var dropped = spec.Texts("requiredDropCapabilities").ToList();
        if (dropped.Count > 0)
            left.Add($"{prefix}requiredDropCapabilities", $"dropped {PlainFields.List(dropped)} from every container", "write capabilities.drop in the pods; Pod Security \"restricted\" demands to drop ALL");
        var allowed = spec.Texts("allowedCapabilities").Concat(added).Select(Plain).Where(name => !Baseline.Capabilities.Contains(name)).Distinct().ToList();
        return allowed.Contains(All) ? [All] : allowed;
    }

    private static string Plain(string name)
    {
        var capital = name.ToUpperInvariant();
        return capital == "*" ? All : capital.StartsWith("CAP_", StringComparison.Ordinal) ? capital[4..] : capital;
    }
}
