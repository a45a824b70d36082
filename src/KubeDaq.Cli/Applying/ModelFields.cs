using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json.Serialization;
using KubeDaq.Api.Validation;

namespace KubeDaq.Cli.Applying;

/// <summary>The fields of the official client's models, by the names that stand in files.</summary>
internal static class ModelFields
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyDictionary<string, Type>> Known = new();

    /// <summary>Nothing for a type that is written as a scalar.</summary>
    public static IReadOnlyDictionary<string, Type> Of(Type type) => Known.GetOrAdd(type, Read);

    public static Type? ItemOf(Type type) => Argument(type, typeof(IList<>), 0);

    public static Type? ValueOf(Type type) => Argument(type, typeof(IDictionary<,>), 1);

    public static string Advice(string name, IEnumerable<string> fields) =>
        Similar.Hint(name, fields) ?? "see kubectl explain pod.spec";

    private static Dictionary<string, Type> Read(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(p => (Property: p, p.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name))
            .Where(p => p.Name is not null && type.Namespace == "k8s.Models" && !type.IsDefined(typeof(JsonConverterAttribute)))
            .ToDictionary(p => p.Name!, p => p.Property.PropertyType);

    private static Type? Argument(Type type, Type generic, int place) =>
        type.GetInterfaces().Prepend(type).FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == generic)?.GetGenericArguments()[place];
}
