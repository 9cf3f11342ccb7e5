// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stack/stack.h"

#include <QWidget>

#include <memory>

namespace ui {

/// What stands over a view's data: nothing while all is well; else the amber band of old data, the fail band with the
/// sentence, Details and Try again, or the "which layer is ill" card. Never hides the data below. GUI thread.
class DataBand final : public QWidget
{
    Q_OBJECT
public:
    /// `store`: of the system whose data the view shows; one of the stack's.
    DataBand(stack::Stack *stack, const core::Store *store, QWidget *parent = nullptr);
    ~DataBand() override;

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// Shown in a view's place while there is no picture: asking (after 200 ms, with seconds and bytes after 2 s), failing,
/// forbidden, or the one line of an empty result with "Clear filter". GUI thread.
class Placeholder final : public QWidget
{
    Q_OBJECT
public:
    Placeholder(stack::Stack *stack, const core::Store *store, QWidget *parent = nullptr);
    ~Placeholder() override;
    /// The picture is there and holds no row; an empty sentence: it does. `filtered`: offers to clear the filter.
    void setEmpty(const QString &sentence, bool filtered);
    bool isNeeded() const; ///< no picture, or empty

signals:
    void clearFilterRequested();
    void neededChanged();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace ui
