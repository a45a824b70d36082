using KubeDaq.Api.ReadoutCards;
using Microsoft.Extensions.Logging;

namespace KubeDaq.NodeAgent.Discovery;

internal static partial class DiscoveryLog
{
    [LoggerMessage(811, LogLevel.Information, "card {Card}: {Kind} at {PciAddress}, devices {Devices}, is well")]
    public static partial void Found(ILogger logger, string card, CardKind kind, string pciAddress, string devices);

    [LoggerMessage(812, LogLevel.Warning, "card {Card} is not well: {Message}")]
    public static partial void Unwell(ILogger logger, string card, string message);

    [LoggerMessage(813, LogLevel.Warning, "card {Card} is not offered: {Message}")]
    public static partial void Withheld(ILogger logger, string card, string message);
}
