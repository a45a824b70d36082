using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace KubeDaq.Api.Serialization;

/// <summary>Times as Kubernetes writes them: UTC, whole seconds. Fractions are read and cut off.</summary>
internal sealed class SecondsConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var time = reader.GetDateTimeOffset().ToUniversalTime();
        return new DateTimeOffset(time.Ticks - time.Ticks % TimeSpan.TicksPerSecond, TimeSpan.Zero);
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture));
}
