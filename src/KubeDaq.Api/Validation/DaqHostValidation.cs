using System.Net;
using KubeDaq.Api.DaqHosts;

namespace KubeDaq.Api.Validation;

/// <summary>Finds all that is wrong with a DAQ host at once.</summary>
public static class DaqHostValidation
{
    /// <summary>What is wrong with the host.</summary>
    public static IReadOnlyList<FieldError> Validate(DaqHost host)
    {
        var errors = new FieldErrors();
        Names.CheckSubdomain(host.Metadata.Name, "metadata.name", errors);
        var networks = host.Status?.Networks ?? [];
        for (var i = 0; i < networks.Count; i++)
        {
            Names.CheckSubdomain(networks[i].Name, $"status.networks[{i}].name", errors);
            if (!IPAddress.TryParse(networks[i].Address, out _))
                errors.Add($"status.networks[{i}].address", $"{Names.Quote(networks[i].Address ?? "")} is not an address", "write an IPv4 or IPv6 address");
            if (networks.Take(i).Any(earlier => earlier.Name == networks[i].Name))
                errors.Add($"status.networks[{i}].name", $"{Names.Quote(networks[i].Name)} stands twice", "give one address for each data network");
        }
        return errors.All;
    }
}
