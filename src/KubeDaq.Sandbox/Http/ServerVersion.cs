using System.Text.Json.Nodes;

namespace KubeDaq.Sandbox.Http;

/// <summary>Which Kubernetes this server behaves as.</summary>
internal static class ServerVersion
{
    /// <summary>The version, as kubelets and the API server name it.</summary>
    public const string Text = "v1.36.2";

    /// <summary>The answer for <c>/version</c>.</summary>
    public static JsonObject Document() => new()
    {
        ["major"] = "1",
        ["minor"] = "36",
        ["emulationMajor"] = "1",
        ["emulationMinor"] = "36",
        ["minCompatibilityMajor"] = "1",
        ["minCompatibilityMinor"] = "35",
        ["gitVersion"] = Text,
        ["gitCommit"] = "",
        ["gitTreeState"] = "clean",
        ["buildDate"] = "1970-01-01T00:00:00Z",
        ["goVersion"] = "",
        ["compiler"] = "kubedaq-sandbox",
        ["platform"] = "linux/amd64",
    };
}
