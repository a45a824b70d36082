using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess.Needs;

namespace KubeDaq.Api.HostAccess.Migration.Reading;

/// <summary>Profiles of seccomp and AppArmor: beyond baseline is only to have none.</summary>
internal static class ProfileReading
{
    private const string Seccomps = "seccomp.security.alpha.kubernetes.io/";
    private const string AppArmors = "apparmor.security.beta.kubernetes.io/";

    /// <summary>Of SecurityContextConstraints, or of an annotation's list.</summary>
    public static IReadOnlyList<string> Seccomp(IReadOnlyList<string> profiles, string field, Leftovers left)
    {
        if (profiles.Count > 0 && !profiles.Contains("*"))
            left.Add(field, $"demanded one of {PlainFields.List(profiles)}", "Pod Security \"restricted\" demands RuntimeDefault or Localhost; write seccompProfile in the pods");
        return profiles.Any(profile => profile is "*" or "unconfined") ? ["Unconfined"] : [];
    }

    public static IReadOnlyList<string> SeccompAnnotation(JsonNode? annotations, Leftovers left)
    {
        Default(annotations, Seccomps, "seccompProfile", left);
        return Seccomp(Names(annotations, Seccomps), Field(Seccomps), left);
    }

    public static IReadOnlyList<string> AppArmorAnnotation(JsonNode? annotations, Leftovers left)
    {
        Default(annotations, AppArmors, "appArmorProfile", left);
        var profiles = Names(annotations, AppArmors);
        if (profiles.Any(profile => profile.StartsWith("localhost/", StringComparison.Ordinal)))
            left.Add(Field(AppArmors), $"allowed only {PlainFields.List(profiles)}", "any Localhost profile is baseline; a ValidatingAdmissionPolicy of your own can name those that are allowed");
        return profiles.Contains("unconfined") ? ["Unconfined"] : [];
    }

    private static void Default(JsonNode? annotations, string prefix, string field, Leftovers left)
    {
        if (annotations.Text(prefix + "defaultProfileName") is { Length: > 0 } profile)
            left.Add($"metadata.annotations[{prefix}defaultProfileName]", $"wrote {profile} into every container", $"write {field} in the pods");
    }

    private static string[] Names(JsonNode? annotations, string prefix) =>
        annotations.Text(prefix + "allowedProfileNames").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Field(string prefix) => $"metadata.annotations[{prefix}allowedProfileNames]";
}
