using KubeDaq.Sandbox.Http.Seams;
using Microsoft.AspNetCore.Http;

namespace KubeDaq.Sandbox.Identity.Impersonation;

/// <summary>As whom a request wants to be answered, as its headers say it.</summary>
internal sealed record WantedUser(string Name, string Uid, IReadOnlyList<string> Groups, IReadOnlyDictionary<string, IReadOnlyList<string>> Extra)
{
    private const string ExtraPrefix = "Impersonate-Extra-";

    /// <summary>Whether only a name is given.</summary>
    public bool IsNameOnly => Uid.Length == 0 && Groups.Count == 0 && Extra.Count == 0;

    /// <summary>Reads the headers; null where nobody is to be impersonated.</summary>
    /// <exception cref="StatusException">400 for groups or others without a name.</exception>
    public static WantedUser? From(IHeaderDictionary headers)
    {
        var extra = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (name, values) in headers.Where(header => header.Key.StartsWith(ExtraPrefix, StringComparison.OrdinalIgnoreCase)))
            extra[Uri.UnescapeDataString(name[ExtraPrefix.Length..].ToLowerInvariant())] = [.. values.OfType<string>()];
        var wanted = new WantedUser(Single("Impersonate-User"), Single("Impersonate-Uid"), [.. headers["Impersonate-Group"].OfType<string>()], extra);
        if (wanted.Name.Length > 0)
            return wanted;
        return wanted.IsNameOnly ? null : throw StatusException.BadRequest($"requested {wanted} without impersonating a user name");

        string Single(string name) => headers[name].FirstOrDefault() ?? "";
    }

    /// <summary>The user in the words of the API server's own language, which its messages show.</summary>
    public override string ToString()
    {
        var groups = Groups.Count == 0 ? "[]string(nil)" : GoStrings(Groups);
        var extra = Extra.Count == 0
            ? "map[string][]string(nil)"
            : $$"""map[string][]string{{{string.Join(", ", Extra.Select(pair => $"\"{pair.Key}\":{GoStrings(pair.Value)}"))}}}""";
        return $$"""&user.DefaultInfo{Name:"{{Name}}", UID:"{{Uid}}", Groups:{{groups}}, Extra:{{extra}}}""";
    }

    private static string GoStrings(IEnumerable<string> values) => $$"""[]string{{{string.Join(", ", values.Select(value => $"\"{value}\""))}}}""";
}
