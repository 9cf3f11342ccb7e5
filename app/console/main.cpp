// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/commandline.h"
#include "app/console/pages.h"
#include "app/console/stackset.h"
#include "app/console/stackwindow.h"
#include "app/console/tour.h"
#include "models/links/linkserver.h"
#include "ui/shell/mainwindow.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QMessageBox>
#include <QTextStream>
#include <qcoro/qcorotask.h>

using namespace Qt::StringLiterals;

namespace {

/// Without any stack there is nothing to show: say why and where, in a dialog and on stderr, and end.
int refuse(const QStringList &mistakes)
{
    const QString text = mistakes.isEmpty() ? QObject::tr("The stacks file names no stack.") : mistakes.join(u'\n');
    QTextStream(stderr) << text << Qt::endl;
    if (QGuiApplication::platformName() != u"offscreen"_s)
        QMessageBox::critical(nullptr, QObject::tr("Comporta"), text);
    return 2;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"comporta"_s);
    QCoreApplication::setApplicationVersion(QLatin1StringView(COMPORTA_VERSION));
    QGuiApplication::setApplicationDisplayName(u"Comporta"_s);
    QGuiApplication::setDesktopFileName(u"comporta"_s);

    const console::CommandLine line = console::parseCommandLine(QCoreApplication::arguments());
    if (!line.proceed()) {
        QTextStream(line.exitCode == 0 ? stdout : stderr) << line.message << Qt::endl;
        return line.exitCode;
    }
    const console::Options &options = line.options;

    if (options.link && links::handOver(links::toLink(*options.link)) == links::HandedOver::Opened)
        return 0;
    ui::Theme::install(&app, options.scheme);
    console::StackSet set(options);
    if (set.stacks().isEmpty())
        return refuse(set.mistakes());

    ui::MainWindow window(set.stacks(), console::pages());
    console::joinTogether(&set, &window);
    const bool touring = !options.tourDir.isEmpty();
    if (options.restoreSession && !touring)
        window.restoreSession();
    if (options.schemeGiven)
        ui::Theme::instance()->setScheme(options.scheme);
    if (!options.stack.isEmpty())
        window.showStack(options.stack);
    if (!options.page.isEmpty())
        window.showPage(options.page);
    const auto openLink = [&window](const links::Address &link) { return window.openLink(link); };
    std::unique_ptr<links::LinkServer> linkServer;
    if (!touring)
        linkServer = std::make_unique<links::LinkServer>(openLink);
    window.show();
    if (!touring) {
        console::notifyOf(&set, &window);
        window.keepSaving();
    }
    set.start();
    if (options.link && !openLink(*options.link))
        QTextStream(stderr) << QObject::tr("The link names the stack «%1», which is not open.").arg(options.link->stack)
                            << Qt::endl;

    if (touring) {
        QCoro::connect(console::makeTour(&window, set.demo(), QDir(options.tourDir)), &app,
                       [](int exitCode) { QCoreApplication::exit(exitCode); });
    }
    return QApplication::exec();
}
