namespace KubeDaq.Sandbox.Http.Protobuf;

/// <summary>
/// The messages of Kubernetes' binary form, from Messages.txt: a line a message, then number, JSON name and type of each field; <c>[]</c> is a
/// list, <c>{}</c> a map, <c>!</c> a field whose zero counts, and a type that begins with a dot is of the same package. Read when first needed.
/// </summary>
internal static class MessageTable
{
    private const string Resource = "KubeDaq.Sandbox.Http.Protobuf.Messages.txt";
    private static readonly Lazy<Dictionary<string, Dictionary<int, WireField>>> Messages = new(Read);

    /// <summary>The fields of a message such as <c>rbac/v1.Role</c> by number, or null.</summary>
    public static IReadOnlyDictionary<int, WireField>? Find(string message) => Messages.Value.GetValueOrDefault(message);

    private static Dictionary<string, Dictionary<int, WireField>> Read()
    {
        using var stream = typeof(MessageTable).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        var messages = new Dictionary<string, Dictionary<int, WireField>>();
        while (reader.ReadLine() is { } line)
        {
            var (name, fields) = Split(line, ": ");
            messages[name] = fields.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(field => Field(name, field)).ToDictionary();
        }
        return messages;
    }

    private static (int Number, WireField Field) Field(string message, string text)
    {
        var parts = text.Split(' ');
        var type = parts[2].TrimEnd('!', '[', ']', '{', '}');
        if (type[0] == '.')
            type = Split(message, ".").Before + type;
        return (int.Parse(parts[0]), new(parts[1], type, parts[2].Contains('['), parts[2].Contains('{'), parts[2].EndsWith('!')));
    }

    private static (string Before, string After) Split(string text, string separator)
    {
        var at = text.IndexOf(separator, StringComparison.Ordinal);
        return at < 0 ? (text.TrimEnd(':'), "") : (text[..at], text[(at + separator.Length)..]);
    }
}
