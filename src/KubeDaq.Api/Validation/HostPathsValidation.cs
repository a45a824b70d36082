using KubeDaq.Api.HostAccess;

namespace KubeDaq.Api.Validation;

/// <summary>Checks prefixes of host paths.</summary>
internal static class HostPathsValidation
{
    private const int Max = 64;
    private const int MaxLength = 512;
    private const string Advice = "write an absolute path without '.', '..', double or last slashes, such as /data/raw";

    public static void Check(IReadOnlyList<AllowedHostPath> paths, string field, FieldErrors errors) =>
        Names.CheckSet([.. paths.Select(path => path.Prefix)], Max, field, errors, (prefix, path, found) => CheckPrefix(prefix ?? "", $"{path}.prefix", found));

    private static void CheckPrefix(string prefix, string field, FieldErrors errors)
    {
        if (!prefix.StartsWith('/'))
            errors.Add(field, $"{Names.Quote(prefix)} is not an absolute path", Advice);
        else if (prefix.Length > MaxLength)
            errors.Add(field, $"has {prefix.Length} characters, {MaxLength} are allowed", "choose a folder above it");
        else if (prefix != "/" && prefix[1..].Split('/').Any(name => name is "" or "." or "..") || prefix.Any(char.IsControl))
            errors.Add(field, $"{Names.Quote(prefix)} is not a plain path", Advice);
    }
}
