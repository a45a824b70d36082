using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace KubeDaq.Api.Tests.Schema.Writing;

/// <summary>The doc comments of an assembly, as the compiler writes them to XML, in plain words.</summary>
internal sealed partial class DocComments(XDocument document)
{
    private readonly Dictionary<string, string> _summaries = document.Descendants("member")
        .Where(member => member.Element("summary") is not null)
        .ToDictionary(member => member.Attribute("name")!.Value, member => Plain(member.Element("summary")!));

    public string Of(Type type) => Summary($"T:{type.FullName}");

    public string Of(MemberInfo member) => Summary($"{(member is PropertyInfo ? 'P' : 'F')}:{member.DeclaringType!.FullName}.{member.Name}");

    private string Summary(string id) =>
        _summaries.TryGetValue(id, out var text) ? text : throw new InvalidOperationException($"{id} has no doc comment");

    private static string Plain(XElement summary)
    {
        var words = summary.Nodes().Select(node => node switch
        {
            XElement { Name.LocalName: "see" } see => Referred(see.Attribute("cref")!.Value),
            XElement element => element.Value,
            _ => node.ToString(),
        });
        return Blank().Replace(string.Concat(words), " ").Trim();
    }

    private static string Referred(string cref) => JsonNamingPolicy.CamelCase.ConvertName(cref[(cref.LastIndexOf('.') + 1)..]);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
