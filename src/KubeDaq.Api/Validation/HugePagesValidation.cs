using System.Text.RegularExpressions;
using KubeDaq.Api.HostAccess;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Schema;

namespace KubeDaq.Api.Validation;

/// <summary>Checks sizes and amounts of huge pages.</summary>
internal static partial class HugePagesValidation
{
    private const int Max = 8;

    public static void Check(IReadOnlyList<AllowedHugePages> pages, string field, FieldErrors errors)
    {
        Names.CheckSet([.. pages.Select(page => page.Size)], Max, field, errors, CheckSize);
        for (var i = 0; i < pages.Count && i < Max; i++)
        {
            if (!Amount().IsMatch(pages[i].Max ?? ""))
                errors.Add($"{field}[{i}].max", $"{Names.Quote(pages[i].Max ?? "")} is not an amount of bytes", "write a number and a unit, such as 16Gi");
            else if (Size().IsMatch(pages[i].Size ?? "") && Quantity.Bytes(pages[i].Max) < Quantity.Bytes(pages[i].Size))
                errors.Add($"{field}[{i}].max", $"{pages[i].Max} is less than one page of {pages[i].Size}", "allow a page at least");
        }
    }

    private static void CheckSize(string? size, string field, FieldErrors errors)
    {
        if (!Size().IsMatch(size ?? ""))
            errors.Add($"{field}.size", $"{Names.Quote(size ?? "")} is not a page size", "write it as in the resource's name: 2Mi for hugepages-2Mi");
    }

    [GeneratedRegex(Patterns.PageSize)]
    private static partial Regex Size();

    [GeneratedRegex(Patterns.ByteQuantity)]
    private static partial Regex Amount();
}
