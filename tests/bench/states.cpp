// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/generator.h"
#include "tests/bench/bench.h"
#include "tests/bench/subcommands.h"

#include <QDir>
#include <QFile>
#include <QProcess>

#include <stdexcept>

using namespace Qt::StringLiterals;

namespace bench {

namespace {

QByteArray readPadded(const QString &fileName)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        throw std::runtime_error(fileName.toStdString() + ": " + file.errorString().toStdString());
    QByteArray bytes;
    bytes.reserve(file.size() + padding);
    bytes.resize(file.size());
    if (file.read(bytes.data(), bytes.size()) != bytes.size())
        throw std::runtime_error(fileName.toStdString() + ": cannot be read whole");
    if (bytes.startsWith("HTTP/1.1 "))
        bytes.remove(0, bytes.indexOf("\r\n\r\n") + 4);
    bytes.append(padding, '\0');
    bytes.resize(bytes.size() - padding);
    return bytes;
}

} // namespace

QByteArray loadState(const QString &name)
{
    if (!sim::namedSize(name))
        return readPadded(name);
    const QDir directory(QDir::tempPath() + u"/comporta-bench"_s);
    directory.mkpath(u"."_s);
    const QString fileName = directory.filePath(name + u".json"_s);
    // A process of its own: what generating holds and frees must not be part of the measured memory.
    if (!QFile::exists(fileName) && QProcess::execute(u"/proc/self/exe"_s, { u"generate"_s, name, fileName }) != 0)
        throw std::runtime_error("the state cannot be generated");
    return readPadded(fileName);
}

Rows generate(const Arguments &arguments)
{
    const std::optional<sim::GeneratorOptions> options = sim::namedSize(arguments.state(QString()));
    if (!options || arguments.positional.size() != 2)
        throw std::runtime_error("usage: generate s1|s10|s100|s200|s260[b] FILE");
    const QByteArray body = sim::generateState(*options);
    // Named last, so that a broken run leaves no half state behind.
    QFile file(arguments.positional[1] + u".part"_s);
    if (!file.open(QIODevice::WriteOnly) || file.write(body) != body.size() || !file.rename(arguments.positional[1]))
        throw std::runtime_error(file.fileName().toStdString() + ": " + file.errorString().toStdString());
    return {};
}

} // namespace bench
