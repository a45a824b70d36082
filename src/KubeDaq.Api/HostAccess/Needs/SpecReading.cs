using System.Text.Json.Nodes;

namespace KubeDaq.Api.HostAccess.Needs;

/// <summary>What a pod takes as a whole.</summary>
internal static class SpecReading
{
    private static readonly string[] HostNamespaces = [Words.HostNetwork, Words.HostPid, Words.HostIpc];

    public static IEnumerable<HostNeed> Needs(JsonNode? spec) =>
        HostNamespaces.Where(name => spec.Flag(name))
            .Concat(SecurityReading.Needs(spec))
            .Concat(Sysctls(spec))
            .Concat(ResourceReading.Needs(spec))
            .Select(what => new HostNeed("spec", what));

    private static IEnumerable<string> Sysctls(JsonNode? spec) =>
        spec.Items("securityContext", "sysctls").Select(sysctl => sysctl.Text("name"))
            .Where(name => !Baseline.Sysctls.Contains(name)).Select(name => Words.Sysctl + name);
}
