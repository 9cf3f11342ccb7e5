// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QLabel;
class QPushButton;

namespace ui {

/// What is wrong with the stacks file: the first mistake with its line, key and remedy, the others under "Details".
/// Shown until the file is right, or until it is put away; a new mistake brings it back. Object name "configBand".
/// GUI thread.
class ConfigBand final : public QWidget
{
    Q_OBJECT
public:
    explicit ConfigBand(QWidget *parent = nullptr);
    void setMistakes(const QString &file, const QStringList &mistakes); ///< none: nothing is shown

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void readTheme();

    QString m_file;
    QLabel *m_first;
    QLabel *m_rest; ///< what goes on meanwhile
    QLabel *m_others;
    QPushButton *m_details;
    QPushButton *m_open;
    QPushButton *m_close;
};

} // namespace ui
