// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/handingover.h"

#include "models/core/cancelled.h"
#include "models/core/errortext.h"
#include "models/core/format.h"
#include "models/handover/bundle.h"
#include "ui/forecast/nightdesk.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLocale>
#include <QStandardPaths>
#include <qcoro/qcorotask.h>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("ui::HandingOver", text);
}

/// As the overview shows it; null: none was made yet.
dag::ForecastPtr forecastOf(stack::Stack *stack)
{
    dag::NightBoard *const board = stack->night();
    const NightViewPtr view = board ? NightDesk::of(board, stack->clock())->view() : nullptr;
    return view ? view->forecast : nullptr;
}

QCoro::Task<core::Result<qsizetype>> makeBundle(QPointer<stack::Stack> stack, dag::ForecastPtr forecast, QString file)
{
    const auto all = co_await handover::gather(stack, std::move(forecast));
    if (!all)
        co_return core::failure(core::cancelled());
    co_return co_await handover::saveBundle(stack, *all, file);
}

void save(const PageContext &context, QWidget *asker, const QString &file)
{
    Navigator *const navigator = context.navigator;
    navigator->tell(words("Reading configurations and logs for %1…").arg(QFileInfo(file).fileName()));
    QCoro::connect(makeBundle(context.stack, forecastOf(context.stack), file), asker,
                   [navigator, file](const core::Result<qsizetype> &files) {
                       if (files)
                           navigator->tell(
                               words("Saved %1: %2 files, %3, without secrets that are known as such.")
                                   .arg(file, core::formatCount(*files), core::formatBytes(QFileInfo(file).size())));
                       else
                           navigator->tell(core::errorText(files.error(), words("The bundle")).what);
                   });
}

} // namespace

void copyHandOver(const PageContext &context, QWidget *asker)
{
    Navigator *const navigator = context.navigator;
    QCoro::connect(handover::gather(context.stack, forecastOf(context.stack)), asker,
                   [navigator](const std::optional<handover::HandOver> &all) {
                       if (!all)
                           return;
                       const QString note = handover::noteOf(*all);
                       QGuiApplication::clipboard()->setText(note);
                       navigator->tell(words("Copied the hand-over note, %1 lines").arg(note.count(u'\n')));
                   });
}

void saveIncident(const PageContext &context, QWidget *asker)
{
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(context.stack->clock().now().time_since_epoch().count());
    const QString name = u"%1-%2.zip"_s.arg(context.stack->name(), QLocale::c().toString(now, u"yyyy-MM-dd-HHmm"_s));
    auto *dialog = new QFileDialog(asker, words("Save an incident bundle"));
    dialog->setObjectName(u"bundleFile"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({ words("Archives (*.zip *.tar.gz)") });
    dialog->setDefaultSuffix(u"zip"_s);
    dialog->setDirectory(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    dialog->selectFile(name);
    QObject::connect(dialog, &QFileDialog::fileSelected, asker,
                     [context, asker](const QString &file) { save(context, asker, file); });
    dialog->open();
}

} // namespace ui
