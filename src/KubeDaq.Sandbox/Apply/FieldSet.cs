using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Apply;

/// <summary>A set of fields, as a tree in the form of fieldsV1: <c>f:name</c>, <c>k:{"name":"a"}</c>, <c>v:"x"</c>.</summary>
internal sealed class FieldSet
{
    /// <summary>Whether the field itself is in the set.</summary>
    public bool IsMember { get; set; }

    /// <summary>The parts of it that have members.</summary>
    public SortedDictionary<string, FieldSet> Parts { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether nothing is in it.</summary>
    public bool IsEmpty => !IsMember && Parts.Values.All(part => part.IsEmpty);

    /// <summary>The part of a name; made where it is missing.</summary>
    public FieldSet Part(string name)
    {
        if (!Parts.TryGetValue(name, out var part))
            Parts[name] = part = new();
        return part;
    }

    /// <summary>Reads fieldsV1.</summary>
    public static FieldSet Parse(JsonObject? fields)
    {
        var set = new FieldSet();
        foreach (var (key, value) in fields ?? [])
        {
            if (key == ".")
            {
                set.IsMember = true;
                continue;
            }
            var part = Parse(value as JsonObject);
            part.IsMember |= part.Parts.Count == 0;
            set.Parts[key] = part;
        }
        return set;
    }

    /// <summary>As fieldsV1.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject();
        var parts = Parts.Where(pair => !pair.Value.IsEmpty).ToList();
        if (IsMember && parts.Count > 0)
            json["."] = new JsonObject();
        foreach (var (key, part) in parts)
            json[key] = part.ToJson();
        return json;
    }

    /// <summary>Members of either.</summary>
    public FieldSet Union(FieldSet other) => Combine(this, other, (mine, theirs) => mine || theirs);

    /// <summary>Members of both.</summary>
    public FieldSet Intersect(FieldSet other) => Combine(this, other, (mine, theirs) => mine && theirs);

    /// <summary>Members of this one alone.</summary>
    public FieldSet Except(FieldSet other) => Combine(this, other, (mine, theirs) => mine && !theirs);

    /// <summary>The members' paths as messages write them: <c>.spec.containers[name="main"].image</c>.</summary>
    public IEnumerable<string> Paths(string prefix = "")
    {
        if (IsMember && prefix.Length > 0)
            yield return prefix;
        foreach (var (key, part) in Parts)
        {
            foreach (var path in part.Paths(prefix + Text(key)))
                yield return path;
        }
    }

    private static FieldSet Combine(FieldSet mine, FieldSet theirs, Func<bool, bool, bool> member)
    {
        var set = new FieldSet { IsMember = member(mine.IsMember, theirs.IsMember) };
        foreach (var key in mine.Parts.Keys.Union(theirs.Parts.Keys))
        {
            var part = Combine(mine.Parts.GetValueOrDefault(key) ?? new(), theirs.Parts.GetValueOrDefault(key) ?? new(), member);
            if (!part.IsEmpty)
                set.Parts[key] = part;
        }
        return set;
    }

    private static string Text(string key) => key[0] switch
    {
        'f' => $".{key[2..]}",
        'v' => $"[={key[2..]}]",
        _ => $"[{string.Join(",", ((JsonObject)JsonText.Parse(System.Text.Encoding.UTF8.GetBytes(key[2..]))!).Select(pair => $"{pair.Key}={GoText.Of(pair.Value)}"))}]",
    };
}
