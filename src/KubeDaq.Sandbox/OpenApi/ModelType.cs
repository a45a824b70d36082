using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json.Serialization;
using k8s.Models;

namespace KubeDaq.Sandbox.OpenApi;

/// <summary>What a field of a built-in kind holds.</summary>
internal enum ModelForm
{
    /// <summary>Anything.</summary>
    Any,

    /// <summary>Fields of known names.</summary>
    Struct,

    /// <summary>Values under free keys.</summary>
    Map,

    /// <summary>Items in order.</summary>
    List,

    /// <summary>A text.</summary>
    Text,

    /// <summary>Bytes as base64.</summary>
    Bytes,

    /// <summary>A whole number of 32 bits.</summary>
    Int32,

    /// <summary>A whole number of 64 bits.</summary>
    Int64,

    /// <summary>A number.</summary>
    Double,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>A point in time.</summary>
    Time,

    /// <summary>An amount such as 500m.</summary>
    Quantity,

    /// <summary>A number or a text.</summary>
    IntOrText,
}

/// <summary>A type of the Kubernetes API, read once and lazily from the client library's models.</summary>
internal sealed class ModelType
{
    private static readonly ConcurrentDictionary<Type, ModelType> Known = [];

    private readonly Type _type;
    private readonly Lazy<IReadOnlyDictionary<string, ModelField>> _fields;

    private ModelType(Type type)
    {
        _type = type;
        Form = FormOf(type);
        _fields = new(() => Form == ModelForm.Struct ? type.GetProperties().Select(ModelField.Of).ToDictionary(field => field.Name) : new Dictionary<string, ModelField>());
    }

    /// <summary>What it is.</summary>
    public ModelForm Form { get; }

    /// <summary>The fields of a struct, by their JSON names.</summary>
    public IReadOnlyDictionary<string, ModelField> Fields => _fields.Value;

    /// <summary>The type of a map's values or a list's items.</summary>
    public ModelType Inner => Of(_type.GetGenericArguments()[^1]);

    /// <summary>The name in the library.</summary>
    public string Name => _type.Name;

    /// <summary>The name in Kubernetes: <c>PodSpec</c>.</summary>
    public string GoName => _type.Name.IndexOf("V1", StringComparison.OrdinalIgnoreCase) is >= 0 and var at ? _type.Name[(at + 2)..] : _type.Name;

    /// <summary>The type as Go writes it: <c>[]v1.Container</c>.</summary>
    public string GoType => Form switch
    {
        ModelForm.Struct => $"v1.{GoName}",
        ModelForm.Map => $"map[string]{Inner.GoType}",
        ModelForm.List => $"[]{Inner.GoType}",
        ModelForm.Int32 => "int32",
        ModelForm.Int64 => "int64",
        ModelForm.Double => "float64",
        ModelForm.Flag => "bool",
        ModelForm.Time => "string",
        _ => "string",
    };

    /// <summary>The type of a library type.</summary>
    public static ModelType Of(Type type) => Known.GetOrAdd(Nullable.GetUnderlyingType(type) ?? type, one => new(one));

    private static ModelForm FormOf(Type type) => type switch
    {
        _ when type == typeof(string) => ModelForm.Text,
        _ when type == typeof(int) => ModelForm.Int32,
        _ when type == typeof(long) => ModelForm.Int64,
        _ when type == typeof(double) => ModelForm.Double,
        _ when type == typeof(bool) => ModelForm.Flag,
        _ when type == typeof(DateTime) => ModelForm.Time,
        _ when type == typeof(byte[]) => ModelForm.Bytes,
        _ when type == typeof(ResourceQuantity) => ModelForm.Quantity,
        _ when type == typeof(IntOrString) => ModelForm.IntOrText,
        { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(IDictionary<,>) => ModelForm.Map,
        { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(IList<>) => ModelForm.List,
        _ when type.Namespace == typeof(V1Pod).Namespace => ModelForm.Struct,
        _ => ModelForm.Any,
    };
}

/// <summary>A field of a struct.</summary>
/// <param name="Name">The JSON name.</param>
/// <param name="Type">What it holds.</param>
/// <param name="IsRequired">Whether it must be there.</param>
/// <param name="Member">The member in the library's documentation.</param>
internal sealed record ModelField(string Name, ModelType Type, bool IsRequired, string Member)
{
    /// <summary>The field of a property.</summary>
    public static ModelField Of(PropertyInfo property) => new(
        property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? property.Name,
        ModelType.Of(property.PropertyType),
        property.PropertyType.IsValueType && Nullable.GetUnderlyingType(property.PropertyType) is null,
        $"P:{property.DeclaringType!.FullName}.{property.Name}");
}
