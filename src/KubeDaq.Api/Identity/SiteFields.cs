using System.Text.Json;
using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Validation;

namespace KubeDaq.Api.Identity;

/// <summary>The fields of one part of a site file.</summary>
internal sealed class SiteFields(JsonObject fields, string place, FieldErrors errors)
{
    /// <summary>The field's whole path.</summary>
    public string PathOf(string name) => FieldPath.Field(place, name);

    /// <summary>Says what is wrong with a field.</summary>
    public void Wrong(string name, string problem, string advice) => errors.Add(PathOf(name), problem, advice);

    /// <summary>Complains about fields that nobody reads.</summary>
    public void RefuseOthers(IReadOnlyCollection<string> known)
    {
        foreach (var (name, _) in fields.Where(field => !known.Contains(field.Key)))
            Wrong(name, "there is no such field", $"known are {string.Join(", ", known)}");
    }

    /// <summary>A text; null where the field is absent.</summary>
    public string? Text(string name)
    {
        if (fields[name] is not { } value)
            return null;
        if (value.GetValueKind() == JsonValueKind.String && value.GetValue<string>().Trim() is { Length: > 0 } text)
            return text;
        Wrong(name, "is not a text", "write a word");
        return null;
    }

    /// <summary>An https URL without query.</summary>
    public string Url(string name, string? otherwise)
    {
        var text = Text(name) ?? otherwise;
        if (text is null)
            Wrong(name, "is missing", "write a URL such as https://host/path");
        else if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttps || url.Query.Length > 0 || url.Fragment.Length > 0 || url.UserInfo.Length > 0)
            Wrong(name, $"\"{text}\" is no plain https URL", "write it as https://host/path, without user, query and fragment");
        return text?.TrimEnd('/') ?? "";
    }

    /// <summary>A list of words; null where the field is absent.</summary>
    public IReadOnlyList<string>? Words(string name)
    {
        if (fields[name] is not { } value)
            return null;
        if (value is JsonArray { Count: > 0 } items && items.All(IsWord))
            return [.. items.Select(item => item!.GetValue<string>())];
        Wrong(name, "is not a list of words", "write it as [word, word]");
        return null;
    }

    /// <summary>A list of claims: each a name, or a list of names that lead into one.</summary>
    public IReadOnlyList<ClaimPath>? Claims(string name)
    {
        if (fields[name] is not { } value)
            return null;
        var paths = (value as JsonArray)?.Select(PathOf).ToList();
        if (paths is { Count: > 0 } && paths.TrueForAll(path => path is { Steps.Count: > 0 } && path.Steps.All(IsClaimName)))
            return paths!;
        Wrong(name, "is not a list of claims", "write it as [groups] or [[resource_access, kubedaq, roles]]; no quotes within names");
        return null;
    }

    /// <summary>Whether an expression can name it as it stands.</summary>
    public static bool IsClaimName(string name) => name.Length > 0 && name.All(letter => letter is > ' ' and <= '~' and not ('\'' or '\\'));

    private static ClaimPath? PathOf(JsonNode? item) => item switch
    {
        JsonArray steps when steps.All(IsWord) => new([.. steps.Select(step => step!.GetValue<string>())]),
        _ when IsWord(item) => new([item!.GetValue<string>()]),
        _ => null,
    };

    private static bool IsWord(JsonNode? item) => item?.GetValueKind() == JsonValueKind.String && item.GetValue<string>().Length > 0;
}
