// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/links/address.h"
#include "ui/shell/page.h"

#include <QMainWindow>

#include <chrono>
#include <memory>

namespace ui {

/// The window: header, rail, page bar, page, inspector, activity strip, framed in its stack's colour. GUI thread.
/// Object names of its parts, for tests: "header", "configBand", "rail", "pageBar", "pageTitle", "filter", "inspector",
/// "strip", "stackSwitcher", "layerChip-Mesos", "findField", "lock", "palette", "shortcutsSheet", "page-agents", …
class MainWindow final : public QMainWindow
{
    Q_OBJECT
public:
    /// `stacks` are not owned; the first is shown unless the session says otherwise.
    MainWindow(QList<stack::Stack *> stacks, QList<PageEntry> pages, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Must be called before one of them is deleted: its pages go with it. The window then waits for setStacks().
    void release(stack::Stack *stack);
    /// Those that came, went or changed places. Stays on the current one, else shows that of the same name, else the
    /// first.
    void setStacks(QList<stack::Stack *> stacks);
    /// What is wrong with the stacks file, as sentences; none: the band goes.
    void setConfigMistakes(const QString &file, const QStringList &mistakes);

    void showPage(const QString &key);
    QString currentPage() const;
    Page *page(const QString &key); ///< builds it when needed
    stack::Stack *currentStack() const;
    void showStack(const QString &name);
    void open(const links::ObjectRef &ref);
    void openFiltered(const QString &page, const QString &filter); ///< with the filter typed
    void comeForward(); ///< in front of what else is on the desktop
    /// What a link from outside names, in front of what else is on the desktop. False: its stack is not open here.
    bool openLink(const links::Address &link);
    void openPalette(const QString &text = {});
    void closePalette();
    void plan(const actions::Request &request); ///< opens the plan of an action; sends nothing

    /// Whether the desktop is to be told what needs somebody while nobody looks; a preference.
    bool isNotifying() const;
    void setNotifying(bool notifying);

    void restoreSession(); ///< geometry, page, filters from the last run
    void saveSession();
    /// Saves it every so often from now on, not only when the window closes: a crash loses little.
    void keepSaving(std::chrono::milliseconds every = std::chrono::seconds(30));

signals:
    void addClusterWanted(); ///< which clusters there are is not the window's to say
    void notifyingChanged();

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    friend class WindowNavigator;
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace ui
