using System.Xml.Linq;

namespace KubeDaq.Cli.Tests;

/// <summary>The one dependency rule: Api &lt;- Cluster &lt;- Operator &lt;- Cli, Cluster &lt;- Console, Api &lt;- Sandbox &lt;- Cli, and Api &lt;- NodeAgent.</summary>
public sealed class AssemblyGraph
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["KubeDaq.Api"] = [],
        ["KubeDaq.Cluster"] = ["KubeDaq.Api"],
        ["KubeDaq.Operator"] = ["KubeDaq.Cluster"],
        ["KubeDaq.Console"] = ["KubeDaq.Cluster"],
        ["KubeDaq.Sandbox"] = ["KubeDaq.Api"],
        ["KubeDaq.NodeAgent"] = ["KubeDaq.Api"],
        ["KubeDaq.Cli"] = ["KubeDaq.NodeAgent", "KubeDaq.Operator", "KubeDaq.Sandbox"],
    };

    [Fact]
    public void Each_assembly_references_just_what_the_design_allows()
    {
        var found = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .ToDictionary(p => Path.GetFileNameWithoutExtension(p), References);

        Assert.Equal(
            Allowed.OrderBy(a => a.Key).Select(a => $"{a.Key} -> {string.Join(", ", a.Value)}"),
            found.OrderBy(f => f.Key).Select(f => $"{f.Key} -> {string.Join(", ", f.Value)}"));
    }

    [Fact]
    public void Only_the_clients_of_a_cluster_use_the_official_client()
    {
        // The sandbox is held to recordings of Kubernetes; the client's own reading of the API must not stand on both sides.
        var sandbox = typeof(KubeDaq.Sandbox.Storage.StoredObject).Assembly.GetReferencedAssemblies().Select(a => a.Name);
        Assert.DoesNotContain("KubeDaq.Cluster", sandbox);
    }

    private static string[] References(string project) =>
        [.. XDocument.Load(project).Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')))
            .Order()];
}
