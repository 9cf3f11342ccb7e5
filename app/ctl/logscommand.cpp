// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/logscommand.h"

#include "app/ctl/firstnight.h"
#include "app/ctl/interrupt.h"
#include "models/aurora/store.h"
#include "models/core/format.h"
#include "models/core/paths.h"
#include "models/core/tr.h"
#include "models/logs/follower.h"
#include "models/logs/linetext.h"
#include "models/logs/matcher.h"
#include "models/stack/stacklogs.h"
#include "models/tasklogs/remembered.h"
#include "models/tasklogs/tasklogs.h"

#include <QFileInfo>
#include <QFuture>
#include <QTimer>
#include <qcoro/qcorofuture.h>
#include <qcoro/qcorotimer.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ctl {

namespace {

using core::tr;

constexpr qsizetype pieceBytes = 1 << 20; ///< of a line without an end
constexpr qint64 tailBytes = 64 << 10; ///< without --grep and --all
constexpr auto pause = 1s; ///< between looks of --follow

/// Prints whole lines: all of them as they are, or those that match. A line that is not whole yet waits.
class Printer
{
public:
    explicit Printer(logs::Matcher matcher)
        : m_matcher(std::move(matcher))
    {
    }

    void take(const QByteArray &bytes)
    {
        m_rest += bytes;
        const qsizetype end = m_rest.lastIndexOf('\n') + 1;
        if (end == 0 && m_rest.size() < pieceBytes) // a line without an end is printed in pieces
            return;
        const QByteArray whole = end > 0 ? m_rest.left(end) : std::exchange(m_rest, {});
        m_rest.remove(0, end);
        printLines(whole);
    }
    void finish()
    {
        if (!m_rest.isEmpty())
            printLines(m_rest.endsWith('\n') ? m_rest : m_rest + '\n');
        m_rest.clear();
    }
    qint64 matches() const { return m_matches; }

private:
    void printLines(const QByteArray &whole)
    {
        if (m_matcher.isEmpty())
            return print(whole);
        QByteArray out;
        for (qsizetype at = 0; at < whole.size();) {
            qsizetype end = whole.indexOf('\n', at);
            end = end < 0 ? whole.size() : end + 1;
            const QByteArray line = whole.mid(at, end - at);
            if (m_matcher.countIn(logs::plainText(line.trimmed())) > 0) {
                out += line;
                ++m_matches;
            }
            at = end;
        }
        if (!out.isEmpty())
            print(out);
    }

    logs::Matcher m_matcher;
    QByteArray m_rest;
    qint64 m_matches = 0;
};

/// Aurora's first picture, where the stack has one; without it instances are not known. Not longer than the deadline.
QCoro::Task<void> auroraPicture(stack::Stack *stack)
{
    aurora::Store *store = stack->aurora();
    while (store && !store->snapshot() && store->freshness().failures == 0) {
        const QFuture<void> changed = QtFuture::connect(store, &core::Store::freshnessChanged);
        co_await changed;
    }
}

QString listed(const tasklogs::Listing &listing)
{
    QString text;
    for (const tasklogs::LogFile &file : listing.files) {
        const QString size = file.directory ? tr("folder")
            : file.size < 0                 ? QString::fromUtf16(core::notKnown)
                                            : core::formatBytes(file.size);
        const QString keeper = file.keeper == tasklogs::LogFile::Keeper::Agent ? tr("sandbox")
            : file.keeper == tasklogs::LogFile::Keeper::Observer               ? tr("process")
            : file.keeper == tasklogs::LogFile::Keeper::Airflow                ? tr("Airflow")
                                                                               : tr("saved copy");
        text += file.name.leftJustified(32) + u' ' + size.rightJustified(10) + u"  "_s + keeper + u'\n';
    }
    return text;
}

const tasklogs::LogFile *wanted(const tasklogs::TaskLogs &logs, const tasklogs::Place &place,
                                const tasklogs::Listing &listing, const QString &name)
{
    if (name.isEmpty())
        return logs.choose(place, listing);
    // A copy only where nobody else has it; of processes whose stream it may be the one that began last.
    for (const bool copy : { false, true }) {
        for (const bool whole : { true, false }) {
            for (auto file = listing.files.crbegin(); file != listing.files.crend(); ++file) {
                const bool fits = whole ? file->name == name : file->name.endsWith(u'/' + name);
                if (fits && !file->directory && (file->keeper == tasklogs::LogFile::Keeper::Copy) == copy)
                    return &*file;
            }
        }
    }
    return nullptr;
}

/// All that was written since it was asked last.
QCoro::Task<core::Result<void>> printNews(logs::Follower *follower, Printer *printer)
{
    do {
        const auto news = co_await follower->look({});
        if (!news)
            co_return core::failure(news.error());
        if (news->change == logs::Follower::Change::Cut)
            complain(tr("The file was cut; it begins anew."));
        else if (news->change == logs::Follower::Change::Rotated)
            complain(tr("The file was rotated; the new one is told from its beginning."));
        printer->take(news->bytes);
    } while (!follower->isThrough());
    co_return core::Result<void>();
}

} // namespace

QString LogsCommand::name() const
{
    return u"logs"_s;
}

QString LogsCommand::summary() const
{
    return tr("Print a log: logs ROLE/ENV/NAME[/INSTANCE], logs TASK-ID or logs NODE.");
}

QString LogsCommand::help() const
{
    return tr(
        "Prints the last 64 KiB of the file that is most likely wanted: stderr of what runs on Spark, else stdout; of\n"
        "Aurora's instances that of the process the task is about. Of a node of the night: that of its job's instance\n"
        "that failed last or runs; where no task is known, Airflow's own log of the last try (\"try 2\").\n\n"
        "  --file NAME    Another one: stderr, run/0/stdout, conf/run.conf; \"list\" prints what there is.\n"
        "  --grep REGEX   Of the whole file the lines that match. Exit code 1: none did. Small letters match capitals, "
        "too,\n"
        "                 unless the expression holds a capital.\n"
        "  --follow       Goes on with what is written, until Ctrl+C or --for is over. A file that was cut or rotated "
        "begins\n"
        "                 anew; while its agent does not answer it waits.\n\n"
        "Bytes are printed as they are. Agents are asked by the address Mesos tells and the stack's rewrite rules.\n"
        "When the machine is gone, the copy is printed that a window saved when the task failed; where there is none,\n"
        "the link to the stack's archive is told, if its logs.archive names one.\n");
}

QCoro::Task<int> LogsCommand::run(Session *session)
{
    const Options options = session->options();
    if (options.arguments.size() != 1) {
        complain(tr("logs needs one target: role/environment/name/instance, a task's id, or a node of the night."));
        co_return Usage;
    }
    const logs::Pattern pattern{ options.grep, true, options.grep != options.grep.toLower() };
    const auto matcher = logs::Matcher::of(pattern);
    if (!matcher) {
        complain(tr("--grep: %1.").arg(matcher.error().detail));
        co_return Usage;
    }
    const auto picture = co_await session->picture();
    if (!picture)
        co_return complain(picture.error());
    co_await auroraPicture(session->stack());
    tasklogs::TaskLogs *const taskLogs = stack::logsOf(session->stack());
    const QString target = options.arguments.first();
    auto found = taskLogs->find(target);
    if (!found) { // perhaps a node of the night
        co_await firstNight(session->stack()->night());
        found = taskLogs->find(target);
    }
    const QString folder = core::dataDir() + u'/' + session->stack()->name() + u"/logs"_s;
    std::unique_ptr<tasklogs::CopyStore> copies; // what windows have saved
    if (!options.demo && QFileInfo::exists(folder))
        copies = std::make_unique<tasklogs::CopyStore>(folder, tasklogs::CopyStore::usualSize);
    std::optional<tasklogs::Place> saved;
    if (!found && copies)
        saved = co_await tasklogs::placeOfCopies(target, copies.get());
    tasklogs::Place place = found ? *found : saved.value_or(tasklogs::Place());
    tasklogs::Listing listing = co_await taskLogs->list(place);
    if (copies) {
        const QFuture<QList<tasklogs::Copy>> asked = copies->copiesFor(tasklogs::queryOf(place));
        const QList<tasklogs::Copy> kept = co_await asked;
        for (const tasklogs::Copy &copy : kept)
            listing.files.append(tasklogs::fileOf(copy));
    }
    if (options.file == u"list") {
        print(listed(listing));
        if (const QUrl link = taskLogs->archiveLink(place); !link.isEmpty())
            print(tr("archive: %1\n").arg(link.toString(QUrl::FullyEncoded)));
        co_return Fine;
    }
    const tasklogs::LogFile *file = wanted(*taskLogs, place, listing, options.file);
    if (!file) {
        const QString why = found ? tasklogs::TaskLogs::explain(place, listing)
                                  : tr("Neither Mesos nor Aurora nor the night lists «%1».").arg(target);
        complain(why.isEmpty() ? tr("There is no such file. See --file list.") : why);
        if (const QUrl link = taskLogs->archiveLink(place); !link.isEmpty())
            complain(tr("The archive may have it: %1").arg(link.toString(QUrl::FullyEncoded)));
        if (found && listing.observerError)
            co_return exitCode(listing.observerError->kind);
        co_return Failed;
    }
    const std::shared_ptr<logs::Source> source = taskLogs->open(place, *file);
    auto size = co_await source->size({});
    if (!size)
        co_return complain(size.error(), source->keeper());
    Printer printer(*matcher);
    const qint64 begin = options.grep.isEmpty() ? std::max<qint64>(0, *size - tailBytes) : 0;
    logs::Follower follower(source, begin);
    const auto first = co_await printNews(&follower, &printer);
    if (!first)
        co_return complain(first.error(), source->keeper());
    if (!options.follow) {
        printer.finish();
        co_return !options.grep.isEmpty() && printer.matches() == 0 ? Failed : Fine;
    }
    bool over = false;
    Interrupt interrupt;
    QObject::connect(&interrupt, &Interrupt::happened, &interrupt, [&over] { over = true; });
    if (options.span)
        QTimer::singleShot(*options.span, &interrupt, &Interrupt::happened);
    QTimer timer;
    QObject::connect(&interrupt, &Interrupt::happened, &timer, [&timer] { timer.start(0); });
    timer.setSingleShot(true);
    bool silent = false;
    while (!over) {
        timer.start(pause);
        co_await qCoro(timer).waitForTimeout();
        const auto printed = co_await printNews(&follower, &printer);
        if (printed)
            silent = false;
        else if (!std::exchange(silent, true))
            (void)complain(printed.error(), source->keeper());
    }
    printer.finish();
    co_return Fine;
}

} // namespace ctl
