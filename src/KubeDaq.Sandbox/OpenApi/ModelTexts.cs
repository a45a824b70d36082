using System.Text.RegularExpressions;
using System.Xml;

namespace KubeDaq.Sandbox.OpenApi;

/// <summary>What fields and kinds are for, from the client library's documentation. Read once, when somebody first asks.</summary>
internal static partial class ModelTexts
{
    private static readonly Lazy<Dictionary<string, string>> All = new(Read);

    /// <summary>The text of a member (<c>P:k8s.Models.V1PodSpec.Containers</c>) or type (<c>T:k8s.Models.V1Pod</c>), or empty.</summary>
    public static string Of(string member) => All.Value.GetValueOrDefault(member, "");

    private static Dictionary<string, string> Read()
    {
        var texts = new Dictionary<string, string>();
        var file = Path.Combine(AppContext.BaseDirectory, "KubernetesClient.xml");
        if (!File.Exists(file))
            return texts;
        using var reader = XmlReader.Create(file, new() { IgnoreComments = true });
        while (reader.ReadToFollowing("member"))
        {
            var name = reader.GetAttribute("name") ?? "";
            if (name.StartsWith("T:k8s.Models.", StringComparison.Ordinal) || name.StartsWith("P:k8s.Models.", StringComparison.Ordinal))
                texts[name] = Summary(reader);
        }
        return texts;
    }

    private static string Summary(XmlReader member)
    {
        using var inner = member.ReadSubtree();
        return inner.ReadToFollowing("summary") ? Spaces().Replace(inner.ReadElementContentAsString(), " ").Trim() : "";
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
