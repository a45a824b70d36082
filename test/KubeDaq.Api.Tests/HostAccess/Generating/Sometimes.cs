using System.Text.Json.Nodes;
using CsCheck;

namespace KubeDaq.Api.Tests.HostAccess.Generating;

/// <summary>Generators of fields that most objects do not have.</summary>
internal static class Sometimes
{
    /// <summary>The value once in <paramref name="every"/> times, else nothing.</summary>
    public static Gen<T?> Seldom<T>(this Gen<T> gen, int every) where T : class =>
        Gen.Int[1, every].SelectMany(n => n == 1 ? gen.Select(value => (T?)value) : Gen.Const((T?)null));

    /// <summary>One of the values, each as likely as the others.</summary>
    public static Gen<T> One<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    public static Gen<JsonNode> Text(params string[] values) => One(values).Select(value => (JsonNode)JsonValue.Create(value));

    public static Gen<JsonNode> Flag() => Gen.Bool.Select(value => (JsonNode)JsonValue.Create(value));

    /// <summary>An object of the fields that got a value.</summary>
    public static JsonObject Object(params IEnumerable<(string Name, JsonNode? Value)> fields) =>
        new(fields.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Name, field.Value)));

    public static JsonArray Array(IEnumerable<JsonNode?> items) => new([.. items]);
}
